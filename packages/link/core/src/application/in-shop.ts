import { type AuthenticatedCall, type Identity, inCall, recent } from '@noren/service-kit';

/** One object per caller and shop, as long as the caller's own lives: signing an identity is remembered by it. */
const known = new WeakMap<Identity, ReturnType<typeof recent<string, Identity>>>();

/** The caller, in a call that is about this shop. */
function about(caller: Identity, shopId: string): Identity {
  const shops = known.get(caller) ?? recent<string, Identity>(1_000);
  known.set(caller, shops);
  const before = shops.get(shopId);
  if (before) return before;
  // Of all that it may sell from, this is what the call is about.
  const identity: Identity = { ...caller, merchants: [], shops: [shopId] };
  shops.set(shopId, identity);
  return identity;
}

/** Runs in the caller's name, saying which shop the call is about: contexts that know no merchants authorise by it. */
export function inShop<Result>(call: AuthenticatedCall, shopId: string, run: () => Result): Result {
  const { trace, correlationId, idempotencyKey, seen, deadline } = call;
  return inCall({ trace, correlationId, idempotencyKey, seen, deadline, signal: undefined, identity: about(call.identity, shopId) }, run);
}
