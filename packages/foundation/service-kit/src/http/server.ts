import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '@noren/kernel';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { EDGE_CODES, type ProblemCodes } from './codes.ts';
import type { Credentials } from './credentials.ts';
import { serveDocs } from './docs.ts';
import { holding } from './limits/hold.ts';
import { limits, type RateLimits } from './limits/limits.ts';
import { observing } from './observe.ts';
import { listedCodes } from './documented.ts';
import { openApiOf } from './openapi.ts';
import { PUBLIC, type Route } from './route.ts';
import { failed, type Admit, type Authenticate, type Serving } from './serving.ts';
import { mount } from './mount.ts';
import { tellingOfUnknownProxies } from './proxies.ts';
import { unreadable } from './unreadable.ts';

type HttpServerOptions = Readonly<{
  /** Names the server in metrics: `link`, `merchant-link`. */
  name: string;
  title: string;
  description: string;
  version: string;
  host: string;
  /** 0 takes any that is free. */
  port: number;
  routes: readonly Route[];
  authenticate: Authenticate;
  /** How callers send who they are, for the document and for those who come without: an API key as a bearer token unless said otherwise. */
  credentials?: Credentials;
  /** Asked before any route; lets everything pass unless said otherwise. */
  admit?: Admit;
  /** Answers a GET that no route takes, such as one for a page; undefined where there is nothing. */
  page?: Page;
  /** What keys may be made for, and what each scope lets them do; where it is given, routes take no others. */
  scopes?: Readonly<Record<string, string>>;
  /** The codes of refusals that callers may meet here, besides those of every edge; one of the same name takes the edge's place. */
  codes?: ProblemCodes;
  /** Those of them that a credential itself may be declined with, so that every route that takes one may answer them. */
  credentialProblems?: readonly string[];
  logger: Logger;
  metrics: Registry;
  /** The largest body in bytes; 256 kB unless said otherwise. */
  bodyLimit?: number;
  /** The longest that an answer may take; 10 s unless said otherwise. */
  timeoutMs?: number;
  /** How long requests may go on after `stop`; 10 s unless said otherwise. */
  drainMs?: number;
  /** Fails a request whose answer is not as declared. For tests and development. */
  checkAnswers?: boolean;
  /** Answers in JSON go compressed to callers that take them so: for servers whose callers are far. */
  compress?: boolean;
  /** The proxies whose `X-Forwarded-For` is believed, by their addresses (`10.0.0.0/8`, `loopback`). Nobody's unless said otherwise. */
  trustProxy?: readonly string[];
  /** How much callers may ask; without it, as much as they like. */
  rateLimits?: RateLimits | undefined;
}>;

/** What is served besides the routes: made ready by whoever has it. */
export type Page = (
  path: string,
  headers: IncomingHttpHeaders,
) => Readonly<{ status: number; headers: Readonly<Record<string, string>>; body?: Buffer }> | undefined;

export type HttpServer = Readonly<{ url: string; docs: string; openapi: string; port: number; stop(): Promise<void> }>;

/**
 * Serves routes until stopped. Every answer that is no success is a problem (RFC 9457); a route without a scope, or one whose schemas would
 * pass over unknown fields, does not start. `stop` takes nothing new, lets running requests end, then closes.
 */
export async function httpServer(options: HttpServerOptions): Promise<HttpServer> {
  const {
    name,
    title,
    description,
    version,
    host,
    port,
    authenticate,
    credentials = 'key',
    admit = () => undefined,
    logger,
    timeoutMs = 10_000,
    drainMs = 10_000,
    checkAnswers = false,
    compress = false,
    trustProxy = [],
    rateLimits,
  } = options;
  const codes = { ...EDGE_CODES, ...options.codes };
  const routes = options.routes.map((route) => withProblems(route, options.credentialProblems));
  const serving: Serving = {
    ...{ authenticate, credentials, admit, codes, logger, timeoutMs, checkAnswers, compress },
    limits: rateLimits && limits(rateLimits, () => performance.now()),
    hold: holding(),
    observe: observing(options.metrics, name),
  };
  const app = framework(options.bodyLimit ?? 256 * 1024, serving, trustProxy);
  demandScopes(routes, options.scopes);
  await serveDocs(app, openApiOf({ title, description, version }, routes, codes, credentials, options.scopes), codes, listedCodes(routes, codes));
  for (const route of routes) mount(app, route, serving);
  declineTheRest(app, routes, serving, options.page);
  const url = await app.listen({ host, port });
  return { url, docs: `${url}/docs`, openapi: `${url}/openapi.json`, port: Number(new URL(url).port), stop: () => stopped(app, drainMs) };
}

const withProblems = (route: Route, more: readonly string[] = []): Route =>
  route.scope === PUBLIC || more.length === 0 ? route : { ...route, problems: [...(route.problems ?? []), ...more] };

function framework(bodyLimit: number, serving: Serving, trustProxy: readonly string[]): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit,
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500, querystringParser: () => ({}) },
    clientErrorHandler: unreadable,
    frameworkErrors: (error, request, reply) => void failed(request, reply, error, 'unreadable', serving),
  });
  // The handler reads the bytes by itself, so that no trick with media types leads past it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.addHook('onRequest', (_, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  app.addHook('onRequest', tellingOfUnknownProxies(serving.logger));
  app.setErrorHandler((error, request, reply) => failed(request, reply, error, request.routeOptions.url ?? 'none', serving));
  return app;
}

function demandScopes(routes: readonly Route[], scopes: HttpServerOptions['scopes']): void {
  for (const { method, path, scope } of routes) {
    if (!scope?.length) throw new Error(`${method} ${path} declares no scope, so nobody knows who may call it`);
    const unknown = scopes && [scope].flat().find((one) => one !== PUBLIC && !Object.hasOwn(scopes, one));
    if (unknown !== undefined) throw new Error(`${method} ${path} takes the scope ${unknown}, which no key can have`);
  }
}

/** Addresses that do not exist, and methods that an address does not take. */
function declineTheRest(app: FastifyInstance, routes: readonly Route[], serving: Serving, page: Page = () => undefined): void {
  const patterns = routes.map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const decline = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const path = (request.raw.url ?? '').split('?', 1)[0] ?? '';
    const found = request.method === 'GET' || request.method === 'HEAD' ? page(path, request.headers) : undefined;
    if (found) return void reply.code(found.status).headers(found.headers).send(found.body);
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (methods.length === 0) return failed(request, reply, new Refusal('not_found', 'route_not_found', 'There is nothing at this address'), 'none', serving);
    const allow = [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].join(', ');
    return failed(request, reply.header('allow', allow), new Refusal('invalid', 'method_not_allowed', `This address takes ${allow}`), 'none', serving);
  };
  // Before anything of the body is looked at: what it should be, nobody knows.
  app.addHook('onRequest', (request, reply, done) => (request.is404 ? void decline(request, reply) : done()));
  app.setNotFoundHandler(decline);
}

/** Connections go as soon as they are idle; requests that do not end in time are cut off, so that a stop always ends. */
async function stopped(app: FastifyInstance, drainMs: number): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const late = setTimeout(() => app.server.closeAllConnections(), drainMs);
  await app.close();
  clearInterval(idle);
  clearTimeout(late);
}
