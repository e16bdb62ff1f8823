import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Histogram } from 'prom-client';
import { Refusal } from '@noren/kernel';
import type { Logger } from 'pino';
import { callFrom, inCall, isPlainId, type AuthenticatedCall, type Call } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { ProblemCodes } from './codes.ts';
import { JSON_TYPE } from './input.ts';
import { faultOf, problemOf, type Fault } from './problem.ts';
import { PUBLIC, type Reply, type Route } from './route.ts';

/** Who stands behind a credential, and what it was made for. */
export type Authenticated = Readonly<{ identity: Identity; scopes: readonly string[] | '*' }>;

/** Finds who stands behind an Authorization header; throws `unauthenticated` where nobody does. */
export type Authenticate = (authorization: string | undefined) => Authenticated | Promise<Authenticated>;

export type Serving = Readonly<{
  authenticate: Authenticate;
  codes: ProblemCodes;
  logger: Logger;
  name: string;
  duration: Histogram<'server_name' | 'http_request_method' | 'http_route' | 'http_response_status_code'>;
  timeoutMs: number;
  checkAnswers: boolean;
}>;

const NOBODY: Identity = { subject: 'anonymous', merchants: [], roles: [] };

/** Begins the call of a request and finds its caller; refuses one whose credential lacks the route's scope. */
export async function admitted(request: FastifyRequest, route: Route, { authenticate, timeoutMs }: Serving): Promise<AuthenticatedCall> {
  const within = route.timeoutMs ?? timeoutMs;
  if (route.scope === PUBLIC) return callOf(request, within, NOBODY);
  const { identity, scopes } = await authenticate(request.headers.authorization);
  if (scopes !== '*' && !scopes.includes(route.scope)) throw new Refusal('forbidden', 'scope_forbidden', `This call takes the scope ${route.scope}`);
  return callOf(request, within, identity);
}

/** Runs the route within its call and sends what it replies. */
export async function answered(request: FastifyRequest, reply: FastifyReply, route: Route, call: AuthenticatedCall, serving: Serving): Promise<FastifyReply> {
  const { headers, params } = request;
  const answer = await inCall(call, () => route.answer({ url: request.raw.url ?? '', params, headers, body: request.body }, call));
  if (serving.checkAnswers) checkAnswer(route, answer);
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  stamp(reply, call, requestIdOf(request, call));
  send(reply, route, answer);
  measure(request, reply, route.path, serving);
  if (serving.logger.isLevelEnabled('debug')) inCall(call, () => serving.logger.debug(line(request, answer.status), 'answered'));
  return reply;
}

/** Answers an error as a problem, logs it by its weight, and counts it. */
export function failed(request: FastifyRequest, reply: FastifyReply, error: unknown, path: string, serving: Serving, known?: Call): FastifyReply {
  const call = known ?? callOf(request, serving.timeoutMs, undefined);
  const fault = faultOf(error, serving.codes);
  const requestId = requestIdOf(request, call);
  inCall(call, () => tell(serving.logger, line(request, fault.status), fault, error));
  for (const [name, value] of Object.entries(fault.headers)) reply.header(name, value);
  stamp(reply, call, requestId);
  const problem = problemOf(fault, serving.codes, pathOf(request.raw.url), requestId);
  reply
    .code(fault.status)
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
  measure(request, reply, path, serving);
  return reply;
}

/** The caller's going is listened for only where somebody asks for the signal: most answers are ready before. */
function callOf<Who extends Identity | undefined>(request: FastifyRequest, timeoutMs: number, identity: Who): Call & Readonly<{ identity: Who }> {
  const { headers } = request;
  const { trace, correlationId, idempotencyKey, seen, deadline } = callFrom({
    traceparent: one(headers['traceparent']),
    correlationId: one(headers['x-correlation-id']) ?? one(headers['x-request-id']),
    idempotencyKey: one(headers['idempotency-key']),
    deadline: Date.now() + timeoutMs,
  });
  return {
    trace,
    correlationId,
    identity,
    idempotencyKey,
    seen,
    deadline,
    get signal() {
      return request.signal;
    },
  };
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** The caller's own word for the request where it is a plain one. */
function requestIdOf({ headers }: FastifyRequest, call: Call): string {
  const given = one(headers['x-request-id']);
  return isPlainId(given) ? given : call.trace.traceId;
}

function stamp(reply: FastifyReply, call: Call, requestId: string): void {
  // While the server stops, nobody should send more on a connection that is about to go.
  if (!reply.server.server.listening) reply.header('connection', 'close');
  reply.header('x-request-id', requestId).header('x-correlation-id', call.correlationId);
}

function send(reply: FastifyReply, route: Route, { status, body }: Reply): void {
  reply.code(status);
  if (body === undefined) return void reply.send();
  if (!reply.hasHeader('content-type')) reply.type(contentTypeOf(route, status));
  reply.send(Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body));
}

const contentTypeOf = ({ responses }: Route, status: number): string => responses[status]?.contentType ?? 'application/json; charset=utf-8';

/** For tests and development: an answer that its own documentation does not describe is a mistake. */
function checkAnswer({ method, path, responses }: Route, { status, body }: Reply): void {
  const spec = responses[status];
  if (!spec) throw new Error(`${method} ${path} answered ${status}, which it does not declare`);
  if (!spec.schema || body === undefined) return;
  const value: unknown = Buffer.isBuffer(body) && (spec.contentType ?? JSON_TYPE) === JSON_TYPE ? JSON.parse(body.toString()) : body;
  const checked = spec.schema.safeParse(value);
  if (!checked.success) throw new Error(`${method} ${path} answered ${status} in another shape than it declares: ${checked.error.message}`);
}

/** From the request's arrival until its answer is handed to the socket. */
function measure({ method }: FastifyRequest, reply: FastifyReply, path: string, { duration, name }: Serving): void {
  duration.observe(
    { server_name: name, http_request_method: method, http_route: path, http_response_status_code: reply.statusCode },
    reply.elapsedTime / 1_000,
  );
}

const line = ({ method, raw }: FastifyRequest, status: number): object => ({ method, path: pathOf(raw.url), status });

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0] ?? '';

function tell(logger: Logger, about: object, { status, code }: Fault, error: unknown): void {
  if (status === 500) logger.error({ ...about, err: error }, 'a request failed by a mistake of ours');
  else if (status === 503) logger.warn({ ...about, err: error }, 'a request failed for want of something it needs');
  else logger.info({ ...about, code }, 'a request was declined');
}
