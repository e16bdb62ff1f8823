/** How callers of an edge send who they are: an API key as a bearer token; or as a password too, for programs that know nothing else; or a session's cookie. */
export type Credentials = 'key' | 'key or password' | 'session';

const BEARER = { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer nrn_…`' };
const BASIC = { type: 'http', scheme: 'basic', description: 'Any name, and an API key as its password' };
const SESSION = { type: 'apiKey', in: 'cookie', name: '__Host-noren', description: 'The cookie of a log-in; `noren` where it goes over plain HTTP' };

/** The schemes as OpenAPI writes them, by their names: any one of them does. */
export const SCHEMES = {
  key: { apiKey: BEARER },
  'key or password': { apiKey: BEARER, password: BASIC },
  session: { session: SESSION },
} as const satisfies Readonly<Record<Credentials, object>>;

/** What a caller without a credential is told (RFC 9110, 11.6.1). No browser knows `Session`, so that none asks a person for a password. */
export const CHALLENGES: Readonly<Record<Credentials, string>> = {
  key: 'Bearer realm="noren"',
  'key or password': 'Basic realm="noren", charset="UTF-8", Bearer realm="noren"',
  session: 'Session realm="noren"',
};
