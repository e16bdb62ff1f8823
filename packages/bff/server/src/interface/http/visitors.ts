import { CSRF_HEADER, session } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';
import { type Admit, type Authenticate, type Identity, type RequestHead, unauthenticated } from '@noren/service-kit';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Secrets } from '../../application/ports.ts';
import type { LoggingIn } from '../../application/sessions.ts';
import { identityOf, type Visitor } from '../../application/visitor.ts';

/** Finds out who sends a request, and whether it comes from the console's own page. */
export type Visitors = Readonly<{
  admit: Admit;
  authenticate: Authenticate;
  /** Behind an identity that this server gave out; refuses any other. */
  of(identity: Identity): Visitor;
  /** A cookie that hands over a session, or takes it back. */
  cookie(id: string | undefined): string;
  /** A cookie by which a browser is known when it comes again, whoever is logged in by then. */
  deviceCookie(id: string): string;
  /** What a browser brings of these. */
  brought(cookies: string | undefined): Readonly<{ sessionId: string | undefined; deviceId: string | undefined }>;
}>;

/** As long as the server remembers who came from where. */
const KNOWN_SECONDS = 180 * 24 * 60 * 60;
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A session travels in a cookie that scripts cannot read and other sites' requests do not carry (SameSite=Strict). Whatever changes something must come from
 * this very origin, as the browser says, and bring the session's CSRF token. `secure`: over HTTPS only, under a name that no other host can set.
 */
export function visitors(sessions: LoggingIn, secrets: Secrets, { secure }: Readonly<{ secure: boolean }>): Visitors {
  const name = secure ? '__Host-noren' : 'noren';
  const deviceName = `${name}-device`;
  const made = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const known = new WeakMap<Identity, Visitor>();
  const broughtBy: Visitors['brought'] = (cookies = '') => {
    const { [name]: sessionId, [deviceName]: deviceId } = parseCookie(cookies);
    return { sessionId: plain(sessionId), deviceId: plain(deviceId) };
  };
  return {
    admit(head) {
      if (!SAFE.includes(head.method) && !isOwnOrigin(head)) throw foreign('The request does not come from this origin');
      if (secure && beginsSession(head) && head.headers.origin?.startsWith('http:'))
        throw new Refusal('forbidden', 'https_required', 'The page was opened over plain http, where browsers do not keep the session');
    },
    async authenticate(_, head) {
      const { sessionId } = broughtBy(head.headers.cookie);
      const found = sessionId === undefined ? undefined : await sessions.find(sessionId);
      if (!found) throw unauthenticated('You are not logged in');
      if (!SAFE.includes(head.method) && !secrets.isSame(textOf(head.headers[CSRF_HEADER]), found.csrf)) throw foreign('The CSRF token is missing or wrong');
      const identity = identityOf(found.person);
      known.set(identity, { session: found, person: found.person, identity });
      return { identity, scopes: '*' };
    },
    of(identity) {
      const visitor = known.get(identity);
      if (!visitor) throw unauthenticated('You are not logged in');
      return visitor;
    },
    cookie: (id) => stringifySetCookie({ ...made, name, value: id ?? '', ...(id === undefined ? { maxAge: 0 } : {}) }),
    deviceCookie: (id) => stringifySetCookie({ ...made, name: deviceName, value: id, maxAge: KNOWN_SECONDS }),
    brought: broughtBy,
  };
}

/** As this server makes them. */
const plain = (id: string | undefined): string | undefined => (id !== undefined && /^[\w-]{1,100}$/.test(id) ? id : undefined);
const beginsSession = ({ method, path }: RequestHead): boolean => [session.login, session.join].some((one) => method === one.method && path === one.path);
const foreign = (message: string): Refusal => new Refusal('forbidden', 'csrf_token_wrong', message);
const textOf = (header: string | string[] | undefined): string => (Array.isArray(header) ? (header[0] ?? '') : (header ?? ''));

/** Browsers say where a request comes from: `Sec-Fetch-Site`, and `Origin` with everything that is no GET. Programs without a browser say neither. */
function isOwnOrigin({ headers }: RequestHead): boolean {
  const site = textOf(headers['sec-fetch-site']);
  if (site !== '' && site !== 'same-origin') return false;
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
