import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Unavailable } from '../unavailable.ts';
import type { Route } from './route.ts';
import { packed } from './pack.ts';
import { admitted, answered, checkAnswer, failed, ran, type Serving } from './serving.ts';

/** After its deadline a handler has this long to answer by itself; then it is answered for. */
const GRACE_MS = 1_000;

/** Puts a route on the server: in the handler itself its caller is known, its request parsed and its answer given. */
export function mount(app: FastifyInstance, route: Route, serving: Serving): void {
  const calls = new WeakMap<FastifyRequest, Awaited<ReturnType<typeof admitted>>>();
  const { method, path, bodyLimit } = route;
  const longest = (route.timeoutMs ?? serving.timeoutMs) + GRACE_MS;

  app.route({
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    errorHandler: (error, request, reply) => failed(request, reply, error, path, serving, calls.get(request)?.call),
    // Strangers' bodies are not read at all.
    ...(route.body ? { onRequest: early } : {}),
    handler: (request, reply) => void handled(request, reply),
  });

  async function early(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const may = await admitted(request, reply, route, serving);
    calls.set(request, may);
    // A body that is refused, or never comes whole, never reaches the handler; nor does a request whose caller has gone meanwhile.
    if (request.raw.destroyed || reply.raw.destroyed) may.leave();
    else reply.raw.once('close', may.leave);
  }

  /** Answers once: what the handler says after it was too late is dropped. Rejects never. */
  async function handled(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    let may = calls.get(request);
    if (may) reply.raw.off('close', may.leave);
    const late = setTimeout(() => failed(request, reply, new Unavailable(`no answer within ${longest} ms`), path, serving, may?.call), longest);
    try {
      // Should a hook ever be passed by, the handler still lets nobody in unseen.
      may ??= await admitted(request, reply, route, serving);
      const made = await ran(request, route, may.call);
      if (serving.checkAnswers) checkAnswer(route, made);
      const answer = serving.compress ? await packed(request.headers['accept-encoding'], route, made) : made;
      if (!reply.sent) answered(request, reply, route, may.call, answer, serving);
      // Nobody will read a stream that comes too late, and what feeds it would never learn so.
      else if (answer.body instanceof Readable) answer.body.destroy();
    } catch (error) {
      if (!reply.sent) failed(request, reply, error, path, serving, may?.call);
    } finally {
      may?.leave();
      clearTimeout(late);
    }
  }
}
