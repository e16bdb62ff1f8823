import { type Metadata, status, type sendUnaryData, type ServerUnaryCall, type StatusObject } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { authorised } from '../authorise.ts';
import { callFrom, inCall, type Call } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import { requireIdempotencyKey } from '../idempotency.ts';
import type { ObserveCall } from '../metrics.ts';
import { CORRELATION_ID, IDEMPOTENCY_KEY, IDENTITY, readPositions, SEEN, textOf, TRACEPARENT } from './metadata.ts';
import { toStatus } from './status.ts';
import type { Unary } from './unary.ts';

/** Finds who makes a call of a service. Throws where nobody known does. */
export type Authenticating = (caller: Readonly<{ metadata: Metadata; service: string; /** `192.0.2.7:53211` */ peer: string }>) => Identity | Promise<Identity>;

/** Parts of Noren, which sign for whom they ask. */
export const signedBy =
  (identities: IdentityTokens): Authenticating =>
  ({ metadata, service }) =>
    identities.verify(textOf(metadata, IDENTITY), service);

export type Edge = Readonly<{
  authenticate: Authenticating;
  logger: Logger;
  observe: ObserveCall;
}>;

type Handle = (call: ServerUnaryCall<unknown, unknown>, respond: sendUnaryData<unknown>) => void;

/** Authenticates, builds the call's context, authorises, runs, answers; whatever is thrown becomes a status, once, here. */
export function handling(path: string, { roles, idempotent = false, run }: Unary<unknown, unknown>, edge: Edge): Handle {
  const [, service = ''] = path.split('/');
  const answering = async (grpc: ServerUnaryCall<unknown, unknown>, origin: Call): Promise<unknown> => {
    const identity = await edge.authenticate({ metadata: grpc.metadata, service, peer: grpc.getPeer() });
    const call = authorised({ ...origin, identity }, roles);
    if (idempotent) requireIdempotencyKey(call.idempotencyKey);
    return inCall(call, () => run(grpc.request, call));
  };
  return (grpc, respond) => {
    const started = performance.now();
    const call = callOf(grpc);
    const ended = (code: status): void => edge.observe(path.slice(1), code, (performance.now() - started) / 1_000);
    answering(grpc, call).then(
      (response) => {
        respond(null, response);
        if (edge.logger.isLevelEnabled('debug')) inCall(call, () => edge.logger.debug({ rpc: path }, 'answered'));
        ended(status.OK);
      },
      (error: unknown) => {
        const answer = toStatus(error);
        inCall(call, () => tell(edge.logger, path, answer, error));
        respond(answer);
        ended(answer.code ?? status.UNKNOWN);
      },
    );
  };
}

/** The context that came with a call, before anybody is known. */
function callOf(grpc: ServerUnaryCall<unknown, unknown>): Call {
  const { metadata } = grpc;
  const gone = new AbortController();
  grpc.on('cancelled', () => gone.abort());
  const deadline = Number(grpc.getDeadline());
  return callFrom({
    traceparent: textOf(metadata, TRACEPARENT),
    correlationId: textOf(metadata, CORRELATION_ID),
    idempotencyKey: textOf(metadata, IDEMPOTENCY_KEY),
    seen: readPositions(textOf(metadata, SEEN)),
    deadline: Number.isFinite(deadline) ? deadline : undefined,
    signal: gone.signal,
  });
}

function tell(logger: Logger, path: string, { code, details }: Partial<StatusObject>, error: unknown): void {
  if (code === status.INTERNAL) logger.error({ err: error, rpc: path }, 'a call failed by a mistake of ours');
  else if (code === status.UNAVAILABLE) logger.warn({ err: error, rpc: path }, 'a call failed for want of something it needs');
  else logger.debug({ rpc: path, code, details }, 'a call was refused');
}
