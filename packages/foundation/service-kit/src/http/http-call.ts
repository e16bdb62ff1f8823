import type { FastifyReply, FastifyRequest } from 'fastify';
import { callFrom, isPlainId, type Call } from '../context.ts';
import type { Identity } from '../identity.ts';

/** The call that a request begins. The caller's going is listened for only where somebody asks for the signal: most answers are ready before. */
export function callOf<Who extends Identity | undefined>(
  request: FastifyRequest,
  reply: FastifyReply,
  timeoutMs: number,
  identity: Who,
): Call & Readonly<{ identity: Who }> {
  const { headers } = request;
  const { trace, correlationId, idempotencyKey, seen, deadline } = callFrom({
    traceparent: one(headers['traceparent']),
    correlationId: one(headers['x-correlation-id']) ?? one(headers['x-request-id']),
    idempotencyKey: one(headers['idempotency-key']),
    deadline: Date.now() + timeoutMs,
  });
  let gone: AbortSignal | undefined;
  return {
    trace,
    correlationId,
    identity,
    idempotencyKey,
    seen,
    deadline,
    get signal() {
      return (gone ??= goneSignal(reply));
    },
  };
}

/** Aborted when the connection closes before the answer went out whole, or the answer was given by somebody else because it came too late. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const closed = (): void => (raw.writableFinished ? undefined : gone.abort());
  // It may have gone before anybody asked.
  if (raw.closed) closed();
  else raw.once('close', closed);
  return gone.signal;
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** The caller's own word for the request where it is a plain one. */
export function requestIdOf({ headers }: FastifyRequest, call: Call): string {
  const given = one(headers['x-request-id']);
  return isPlainId(given) ? given : call.trace.traceId;
}
