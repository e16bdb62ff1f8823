import { keys } from '@noren/link-contract';
import { limits } from '@noren/link-contract/limits';
import { refusal } from '@noren/link-contract/refusals';
import { requireRoleEverywhere, type Served, served, staff, unary } from '@noren/service-kit';
import { z } from 'zod';
import type { PlatformKeys } from '../../application/platform-keys.ts';
import type { Platforms } from '../../application/platforms.ts';
import { id, owns, platformName, requireOwn, scopes, toKey } from './platform-wire.ts';

/** A key opens all shops of a merchant: it is its owner's to give and to take. */
const roles = [...staff.owner, 'service'] as const;

/** The keys of consumer platforms that merchants make for themselves, for Noren's own screens, set-up and edges. */
export const keyService = (platforms: Platforms, platformKeys: PlatformKeys): Served =>
  served(keys.PlatformKeyServiceService, {
    createKey: unary({
      roles,
      schema: z.object({ platform: platformName, merchantIds: z.array(id).min(1).max(limits.merchantsAKey), scopes }),
      async run({ platform: name, merchantIds, scopes }, call) {
        for (const merchantId of merchantIds) requireOwn(call, merchantId);
        const platform = await platforms.ofMerchants(name, merchantIds);
        const { key, secret } = await platformKeys.create({ platform, scopes });
        return { key: toKey(key, call.identity), secret };
      },
    }),
    listKeys: unary({
      roles,
      schema: z.object({ merchantId: id }),
      async run({ merchantId }, call) {
        requireOwn(call, merchantId);
        return { keys: (await platformKeys.ofOwner(merchantId)).map((key) => toKey(key, call.identity)) };
      },
    }),
    revokeKey: unary({
      roles,
      schema: z.object({ keyId: id }),
      async run({ keyId }, call) {
        requireRoleEverywhere(call);
        if (!owns(call.identity, (await platformKeys.byId(keyId)).platform)) throw refusal('key_not_found', 'keyId');
        return toKey(await platformKeys.revoke(keyId), call.identity);
      },
    }),
    identifyKey: unary({
      roles: ['service'],
      schema: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal') }),
      async run({ hash }) {
        const key = await platformKeys.ofHash(hash);
        if (!key) throw refusal('key_not_found', 'hash');
        const { keyId, platform, scopes, prefix, createdAt } = key;
        return {
          ...{ keyId, platform: platform.name, platformId: platform.platformId, merchantIds: [...platform.ownerIds], scopes: [...scopes], prefix, createdAt },
          ...{ revokedAt: undefined, endsAt: undefined, replacedBy: undefined },
        };
      },
    }),
  });
