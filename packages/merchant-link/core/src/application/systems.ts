import type { Clock } from '@noren/kernel';
import type { KeyRecord, SystemStore } from '@noren/merchant-link-store';
import { type Authenticate, type Authenticated, bearerKey, hashKey, type Identity, recent, unauthenticated } from '@noren/service-kit';

/** Finds the merchant's system behind a key, with the shops that it may act for. A key that is revoked is refused from the next request on. */
export function systems(store: SystemStore, clock: Clock): Authenticate {
  // One object as long as nothing changes: signing an identity is remembered by it.
  const known = recent<string, Readonly<{ found: Authenticated; shopIds: string }>>(10_000);
  return async (authorization) => {
    const secret = bearerKey(authorization, 'merchant');
    if (secret === undefined) throw unauthenticated('This takes an API key of a merchant’s own system: Authorization: Bearer nrn_merchant_…');
    const live = await store.liveKey(hashKey(secret), clock.now());
    if (!live) throw unauthenticated('This API key is not known, or it was revoked');
    const [{ key }, shopIds] = [live, live.shopIds.join()];
    const before = known.get(key.keyId);
    if (before?.shopIds === shopIds) return before.found;
    const found = { identity: identityOf(key, live.shopIds), scopes: key.scopes };
    known.set(key.keyId, { found, shopIds });
    return found;
  };
}

const identityOf = ({ system: { systemId, name, formerSubject }, merchantId }: KeyRecord, shops: readonly string[]): Identity => ({
  subject: `system:${systemId}`,
  name,
  ...(formerSubject === undefined ? {} : { former: formerSubject }),
  merchants: [merchantId],
  shops,
  roles: ['merchant'],
});
