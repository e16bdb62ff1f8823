import type { CallContext, Refusal as WireRefusal } from '@noren/wire';
import { callFrom, currentCall, inCall, type AuthenticatedCall } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import { toWireRefusal } from '../refusals.ts';
import { traceparentOf } from '../trace.ts';
import { unauthenticated } from '../unauthenticated.ts';

/**
 * Runs one item of a batch call in the item's own context: its caller, key, trace and correlation, with the deadline of the batch.
 * Refuses an item whose identity is missing, forged or expired.
 */
export function inContext<Result>(identities: IdentityTokens, context: CallContext | undefined, run: (call: AuthenticatedCall) => Result): Result {
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
  const call: AuthenticatedCall = { ...origin, identity: identities.verify(context.identity) };
  return inCall(call, () => run(call));
}

/** What an item of a batch call carries of the current call, for the side that gathers. `self` asks where nobody else does. */
export function outgoingContext(identities: IdentityTokens, self: Identity): CallContext {
  const call = currentCall() ?? callFrom();
  return {
    identity: identities.sign(call.identity ?? self),
    idempotencyKey: call.idempotencyKey ?? '',
    traceparent: traceparentOf(call.trace),
    correlationId: call.correlationId,
    seen: [...call.seen],
  };
}

/** An item's answer in the `oneof` that batch calls have. */
export type Settled<Accepted> = { $case: 'accepted'; value: Accepted } | { $case: 'refused'; value: WireRefusal };

/** Runs an item so that its failing is its own answer and not its neighbours'. `failed` is told what is no refusal, to log it. */
export async function settled<Accepted>(run: () => Accepted | Promise<Accepted>, failed: (error: unknown) => void = () => {}): Promise<Settled<Accepted>> {
  try {
    return { $case: 'accepted', value: await run() };
  } catch (error) {
    const value = toWireRefusal(error);
    if (value.kind === 'internal' || value.kind === 'unavailable') failed(error);
    return { $case: 'refused', value };
  }
}
