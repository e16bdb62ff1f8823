/** How callers of an edge send who they are: an API key as a bearer token; or as a password too, for programs that know nothing else; or a session's cookie. */
export type Credentials = 'key' | 'key or password' | 'session';

const BEARER = { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer nrn_…`' };
const BASIC = { type: 'http', scheme: 'basic', description: 'Any name, and an API key as its password' };
const cookieOf = (name: string, way: string) => ({ type: 'apiKey', in: 'cookie', name, description: `The cookie of a log-in over ${way}` });

const SCHEMES = {
  key: { apiKey: BEARER },
  'key or password': { apiKey: BEARER, password: BASIC },
  session: { session: cookieOf('__Host-noren', 'HTTPS'), sessionOverHttp: cookieOf('noren', 'plain HTTP') },
} as const satisfies Readonly<Record<Credentials, object>>;

/** The schemes as OpenAPI writes them, by their names: any one of them does. The operations say by `x-scope` which of the scopes of a key they take. */
export function schemesOf(credentials: Credentials, scopes: Readonly<Record<string, string>>): Readonly<Record<string, object>> {
  const listed = Object.entries(scopes).map(([scope, meaning]) => `- \`${scope}\`: ${meaning}`);
  const meanings = listed.length === 0 ? '' : `\n\nIt does what it was made for (\`x-scope\` of each operation):\n\n${listed.join('\n')}`;
  return Object.fromEntries(Object.entries(SCHEMES[credentials]).map(([name, scheme]) => [name, { ...scheme, description: scheme.description + meanings }]));
}

/** What a caller without a credential is told (RFC 9110, 11.6.1). No browser knows `Session`, so that none asks a person for a password. */
export const CHALLENGES: Readonly<Record<Credentials, string>> = {
  key: 'Bearer realm="noren"',
  'key or password': 'Basic realm="noren", charset="UTF-8", Bearer realm="noren"',
  session: 'Session realm="noren"',
};
