import { type Clock, isId, newId, Refusal } from '@noren/kernel';
import { keys } from '@noren/merchant-link-contract';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import type { KeyRecord, SystemStore } from '@noren/merchant-link-store';
import { hashKey, keyPrefix, makeKey, mayActFor, requireMerchant, requireRoleEverywhere, type Served, served, staff, unary } from '@noren/service-kit';
import { z } from 'zod';

/** A key opens all shops of a merchant: it is its owner's to give and to take. */
const roles = [...staff.owner, 'service'] as const;
const id = z.string().min(1).max(64);

/** The keys of merchants' own systems, for Noren's own screens and set-up. */
export const keyService = (store: SystemStore, clock: Clock): Served =>
  served(keys.SystemKeyServiceService, {
    createKey: unary({
      roles,
      schema: z.object({
        system: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
        merchantId: id,
        scopes: z.array(z.enum(systemScopes)).min(1),
        // Callers of before give none.
        keyId: z
          .string()
          .max(64)
          .refine((text) => text === '' || isId(text), 'must be an id')
          .default(''),
      }),
      async run({ system: name, merchantId, scopes, keyId }, call) {
        requireMerchant(call.identity, merchantId);
        requireRoleEverywhere(call);
        const secret = makeKey('merchant');
        const now = clock.now();
        const system = await store.system(newId('sys'), name, merchantId, now);
        const key: KeyRecord = {
          ...{ keyId: keyId || newId('key'), system, merchantId, scopes: [...new Set(scopes)], prefix: keyPrefix(secret), createdAt: now.toISOString() },
        };
        if (!(await store.addKey(key, hashKey(secret))))
          throw new Refusal('conflict', 'key_exists', `The key ${keyId} was made already, and was shown then`, 'key_id');
        return { key: toWire(key), secret };
      },
    }),
    listKeys: unary({
      roles,
      schema: z.object({ merchantId: id }),
      async run({ merchantId }, call) {
        requireMerchant(call.identity, merchantId);
        requireRoleEverywhere(call);
        return { keys: (await store.keysOf(merchantId)).map(toWire) };
      },
    }),
    revokeKey: unary({
      roles,
      schema: z.object({ keyId: id }),
      async run({ keyId }, call) {
        requireRoleEverywhere(call);
        const key = await store.keyById(keyId);
        if (!key || !mayActFor(call.identity, key.merchantId)) throw new Refusal('not_found', 'key_not_found', `there is no key ${keyId}`, 'key_id');
        return toWire((await store.revoke(keyId, clock.now())) ?? key);
      },
    }),
  });

const toWire = ({ keyId, system: { systemId, name }, merchantId, scopes, prefix, createdAt, revokedAt }: KeyRecord): keys.ApiKey => ({
  keyId,
  system: name,
  systemId,
  merchantId,
  scopes: [...scopes],
  prefix,
  createdAt,
  revokedAt,
});
