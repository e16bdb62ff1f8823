import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '@noren/kernel';
import type { Logger } from 'pino';
import { inCall, type AuthenticatedCall, type Call } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { ProblemCodes } from './codes.ts';
import { CHALLENGES, type Credentials } from './credentials.ts';
import { callOf, requestIdOf } from './http-call.ts';
import type { Limits } from './limits/limits.ts';
import type { Observe } from './observe.ts';
import { JSON_TYPE } from './input.ts';
import { isFromUnknownProxy } from './proxies.ts';
import { faultOf, problemOf, TooManyRequests, type Fault } from './problem.ts';
import { PUBLIC, type Reply, type Route } from './route.ts';

/** Who stands behind a credential, and what it was made for. */
export type Authenticated = Readonly<{ identity: Identity; scopes: readonly string[] | '*' }>;

/** What a request says of itself before its body. */
export type RequestHead = Readonly<{ method: string; path: string; headers: IncomingHttpHeaders; address: string }>;

/** Finds who stands behind an Authorization header, or another credential of the head; throws `unauthenticated` where nobody does. */
export type Authenticate = (authorization: string | undefined, head: RequestHead) => Authenticated | Promise<Authenticated>;

/** Refuses a request by its head, whatever the route and whoever asks: one that comes from another site's page, say. */
export type Admit = (head: RequestHead) => void;

export type Serving = Readonly<{
  authenticate: Authenticate;
  admit: Admit;
  /** Nothing is limited where there are none. */
  limits: Limits | undefined;
  credentials: Credentials;
  /** What refusals by limits wait for. */
  hold: () => Promise<void>;
  codes: ProblemCodes;
  logger: Logger;
  observe: Observe;
  timeoutMs: number;
  checkAnswers: boolean;
  compress: boolean;
}>;

const NOBODY: Identity = { subject: 'anonymous', merchants: [], roles: [] };

/** A request whose caller is known and may go on. `leave`: it is over, however it ended. */
type Admitted = Readonly<{ call: AuthenticatedCall; leave(): void }>;

/** Begins the call of a request and finds its caller; refuses one whose credential lacks the route's scope, and whoever asks too much. */
export async function admitted(request: FastifyRequest, reply: FastifyReply, route: Route, serving: Serving): Promise<Admitted> {
  try {
    return await letIn(request, reply, route, serving);
  } catch (error) {
    if (error instanceof TooManyRequests) await serving.hold();
    throw error;
  }
}

async function letIn(request: FastifyRequest, reply: FastifyReply, route: Route, serving: Serving): Promise<Admitted> {
  const { admit, limits, timeoutMs } = serving;
  const within = route.timeoutMs ?? timeoutMs;
  const head = headOf(request);
  admit(head);
  if (route.scope === PUBLIC) {
    limits?.stranger(head.address);
    return { call: callOf(request, reply, within, NOBODY), leave: () => undefined };
  }
  const { identity, scopes } = await known(reply, head, serving);
  const takes = [route.scope].flat();
  if (scopes !== '*' && !takes.some((scope) => scopes.includes(scope)))
    throw new Refusal('forbidden', 'scope_forbidden', `This call takes the scope ${takes.join(' or ')}`);
  const leave = limits?.enter(identity, bytesOf(head)) ?? (() => undefined);
  return { call: callOf(request, reply, within, identity), leave };
}

/** As long as the body says it is; one that does not say, which has none to speak of or as much as it likes. */
const bytesOf = ({ headers }: RequestHead): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Number.POSITIVE_INFINITY;

/** Who sends this request; each counts, by the caller where there is one and by the address where there is none. */
async function known(reply: FastifyReply, head: RequestHead, { authenticate, credentials, limits }: Serving): Promise<Authenticated> {
  const { authorization, cookie } = head.headers;
  const credential = credentials === 'session' ? cookie : authorization;
  limits?.look(head.address, credential);
  let found: Authenticated;
  try {
    found = await authenticate(authorization, head);
  } catch (error) {
    if (error instanceof Refusal) limits?.stranger(head.address, credential);
    throw error;
  }
  if (limits) reply.headers(limits.known(credential, found.identity, bytesOf(head)));
  return found;
}

const headOf = ({ method, headers, ip, raw }: FastifyRequest): RequestHead => ({ method, path: pathOf(raw.url), headers, address: ip });

/** Runs the route within its call. */
export const ran = (request: FastifyRequest, route: Route, call: AuthenticatedCall): Promise<Reply> =>
  inCall(call, () =>
    route.answer(
      {
        ...{ url: request.raw.url ?? '', params: request.params, headers: request.headers, body: request.body },
        ...{ address: request.ip, unknownProxy: isFromUnknownProxy(request) },
      },
      call,
    ),
  );

/** Sends what a route replied. */
export function answered(request: FastifyRequest, reply: FastifyReply, route: Route, call: AuthenticatedCall, answer: Reply, serving: Serving): void {
  if (answer.headers) for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
  stamp(request, reply, call);
  send(reply, route, answer);
  measure(request, reply, route.path, serving);
  if (serving.logger.isLevelEnabled('debug')) inCall(call, () => serving.logger.debug(line(request, answer.status), 'answered'));
}

/** Answers an error as a problem, logs it by its weight, and counts it. */
export function failed(request: FastifyRequest, reply: FastifyReply, error: unknown, path: string, serving: Serving, known?: Call): FastifyReply {
  const call = known ?? callOf(request, reply, serving.timeoutMs, undefined);
  const fault = faultOf(error, serving.codes);
  // Whoever has left reads no answer, and what was cut off by that is no outage.
  if (hasLeft(reply)) inCall(call, () => serving.logger.debug(line(request, fault.status), 'the caller left before the answer'));
  else inCall(call, () => tell(serving.logger, line(request, fault.status), fault, error));
  for (const [name, value] of Object.entries(fault.headers)) reply.header(name, value);
  if (fault.status === 401) reply.header('www-authenticate', CHALLENGES[serving.credentials]);
  stamp(request, reply, call);
  const problem = problemOf(fault, serving.codes, { base: baseOf(request), instance: pathOf(request.raw.url), requestId: requestIdOf(request, call) });
  reply.code(fault.status).type('application/problem+json');
  reply.send(Buffer.from(JSON.stringify(problem)));
  measure(request, reply, path, serving);
  return reply;
}

const hasLeft = ({ raw }: FastifyReply): boolean => raw.closed && !raw.writableFinished;

function stamp(request: FastifyRequest, reply: FastifyReply, call: Call): void {
  // While the server stops, nobody should send more on a connection that is about to go.
  if (!reply.server.server.listening) reply.header('connection', 'close');
  reply.header('x-request-id', requestIdOf(request, call));
  reply.header('x-correlation-id', call.correlationId);
}

function send(reply: FastifyReply, route: Route, { status, body }: Reply): void {
  reply.code(status);
  if (body === undefined) return void reply.send();
  if (!reply.hasHeader('content-type')) reply.header('content-type', contentTypeOf(route, status));
  reply.send(Buffer.isBuffer(body) || typeof body === 'string' || body instanceof Readable ? body : JSON.stringify(body));
}

const contentTypeOf = ({ responses }: Route, status: number): string => responses[status]?.contentType ?? 'application/json; charset=utf-8';

/** For tests and development: an answer that its own documentation does not describe is a mistake. */
export function checkAnswer({ method, path, responses }: Route, { status, body }: Reply): void {
  const spec = responses[status];
  if (!spec) throw new Error(`${method} ${path} answered ${status}, which it does not declare`);
  if (!spec.schema || body === undefined || body instanceof Readable) return;
  const value: unknown = Buffer.isBuffer(body) && (spec.contentType ?? JSON_TYPE) === JSON_TYPE ? JSON.parse(body.toString()) : body;
  const checked = spec.schema.safeParse(value);
  if (!checked.success) throw new Error(`${method} ${path} answered ${status} in another shape than it declares: ${checked.error.message}`);
}

/** From the request's arrival until its answer is handed to the socket. */
const measure = ({ method }: FastifyRequest, reply: FastifyReply, path: string, { observe }: Serving): void =>
  observe(method, path, reply.statusCode, reply.elapsedTime / 1_000);

const line = ({ method, raw }: FastifyRequest, status: number): object => ({ method, path: pathOf(raw.url), status });

/** Where the caller reached us, as it says itself; nothing where that is no address of a host, so that a problem's type stays one. */
const baseOf = ({ protocol, host }: FastifyRequest): string =>
  /^(?:[\w.-]{1,255}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host) ? `${protocol}://${host}` : '';

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0] ?? '';

function tell(logger: Logger, about: object, { status, code }: Fault, error: unknown): void {
  if (status === 500) logger.error({ ...about, err: error }, 'a request failed by a mistake of ours');
  else if (status === 503) logger.warn({ ...about, err: error }, 'a request failed for want of something it needs');
  // Whoever asks too much would fill the log besides; the metrics have the number.
  else if (status === 429) logger.debug({ ...about, code }, 'a request was declined');
  else logger.info({ ...about, code }, 'a request was declined');
}
