import { type Clock, gather } from '@noren/kernel';
import type { KeyRecord, SystemStore } from '@noren/merchant-link-store';
import { type Authenticate, type Authenticated, bearerKey, hashKey, recent, unauthenticated } from '@noren/service-kit';

/** A revoked key, or a new shop, is known after this long at most. */
const BELIEVED_MS = 10_000;

/** Finds the merchant's system behind a key, with the shops that it may act for. */
export function systems(store: SystemStore, clock: Clock): Authenticate {
  const believed = recent<string, Readonly<{ found: Authenticated; until: number }>>(10_000);
  const look = gather<string, Authenticated | undefined>((hashes) => Promise.all(hashes.map((hash) => find(store, hash, clock))), { concurrency: 4 });
  return async (authorization) => {
    const key = bearerKey(authorization, 'merchant');
    if (key === undefined) throw unauthenticated('This takes an API key of a merchant’s own system: Authorization: Bearer nrn_merchant_…');
    const hash = hashKey(key);
    const known = believed.get(hash);
    if (known && known.until > performance.now()) return known.found;
    const found = await look(hash);
    if (!found) throw unauthenticated('This API key is not known, or it was revoked');
    believed.set(hash, { found, until: performance.now() + BELIEVED_MS });
    return found;
  };
}

async function find(store: SystemStore, hash: string, clock: Clock): Promise<Authenticated | undefined> {
  const key = await store.keyByHash(hash, clock.now());
  if (!key || key.revokedAt !== undefined) return undefined;
  return { identity: { subject: subjectOf(key), merchants: [key.merchantId], shops: await store.shopsOf(key.merchantId), roles: ['merchant'] }, scopes: '*' };
}

/** Two merchants may both call their till `till`: idempotency keys of one are nothing to the other. */
const subjectOf = ({ merchantId, system }: KeyRecord): string => `system:${merchantId}:${system}`;
