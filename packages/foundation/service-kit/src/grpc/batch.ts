import { Refusal } from '@noren/kernel';
import type { CallContext, Refusal as WireRefusal } from '@noren/wire';
import type { Logger } from 'pino';
import { callFrom, currentCall, inCall, type AuthenticatedCall } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import { toWireRefusal } from '../refusals.ts';
import { isOutage } from '../unavailable.ts';
import { traceparentOf } from '../trace.ts';
import { unauthenticated } from '../unauthenticated.ts';

/** Who takes a batch: the gRPC service, by its full name, and how it knows callers. */
type BatchEdge = Readonly<{ identities: IdentityTokens; service: string; logger: Logger }>;

/**
 * Runs one item of a batch call in the item's own context: its caller, key, trace and correlation, with the deadline of the batch.
 * Refuses an item whose identity is missing, forged or expired.
 */
export function inContext<Result>(
  { identities, service }: Pick<BatchEdge, 'identities' | 'service'>,
  context: CallContext | undefined,
  run: (call: AuthenticatedCall) => Result,
): Result {
  if (!context) throw unauthenticated('The item of the batch names no caller');
  const batch = currentCall();
  const origin = callFrom({
    traceparent: context.traceparent,
    correlationId: context.correlationId,
    idempotencyKey: context.idempotencyKey === '' ? undefined : context.idempotencyKey,
    seen: context.seen,
    deadline: batch?.deadline,
    signal: batch?.signal,
  });
  const call: AuthenticatedCall = { ...origin, identity: identities.verify(context.identity, service) };
  return inCall(call, () => run(call));
}

/** What an item of a batch call to a service carries of the current call, for the side that gathers. `self` asks where nobody else does. */
export function outgoingContext({ identities, service }: Pick<BatchEdge, 'identities' | 'service'>, self: Identity): CallContext {
  const call = currentCall() ?? callFrom();
  return {
    identity: identities.sign(call.identity ?? self, service),
    idempotencyKey: call.idempotencyKey ?? '',
    traceparent: traceparentOf(call.trace),
    correlationId: call.correlationId,
    seen: [...call.seen],
  };
}

/** An item's answer in the `oneof` that batch calls have. */
export type Settled<Accepted> = { $case: 'accepted'; value: Accepted } | { $case: 'refused'; value: WireRefusal };

/** Runs an item so that its failing is its own answer and not its neighbours'. */
export async function settled<Accepted>(run: () => Accepted | Promise<Accepted>): Promise<Settled<Accepted>> {
  try {
    return { $case: 'accepted', value: await run() };
  } catch (error) {
    return { $case: 'refused', value: toWireRefusal(error) };
  }
}

/** Answers one item of a batch call in its own context, and logs it there: by its weight where it failed. `asks` names what it asks. */
export const answerItem = <Accepted>(
  { identities, service, logger }: BatchEdge,
  { context, asks }: Readonly<{ context: CallContext | undefined; asks: string | undefined }>,
  run: (call: AuthenticatedCall) => Accepted | Promise<Accepted>,
): Promise<Settled<Accepted>> =>
  settled(() =>
    inContext({ identities, service }, context, async (call) => {
      try {
        const answer = await run(call);
        logger.debug({ asks }, 'an item of a batch was answered');
        return answer;
      } catch (error) {
        tell(logger, asks, error);
        throw error;
      }
    }),
  );

function tell(logger: Logger, asks: string | undefined, error: unknown): void {
  if (error instanceof Refusal) logger.debug({ asks, code: error.code }, 'an item of a batch was refused');
  else if (isOutage(error)) logger.warn({ asks, err: error }, 'an item of a batch failed for want of something it needs');
  else logger.error({ asks, err: error }, 'an item of a batch failed by a mistake of ours');
}
