import { Refusal } from '@noren/kernel';
import { keys } from '@noren/link-contract';
import { platformScopes } from '@noren/link-contract/scopes';
import type { KeyRecord } from '@noren/link-store';
import { type AuthorisedCall, type Identity, mayActFor, requireMerchant, requireRoleEverywhere, type Served, served, staff, unary } from '@noren/service-kit';
import { z } from 'zod';
import type { PlatformKeys } from '../../application/platform-keys.ts';

/** A key opens all shops of a merchant: it is its owner's to give and to take. */
const roles = [...staff.owner, 'service'] as const;
const id = z.string().min(1).max(64);

/** The keys of consumer platforms, for Noren's own screens, set-up and edges. */
export const keyService = (platforms: PlatformKeys): Served =>
  served(keys.PlatformKeyServiceService, {
    createKey: unary({
      roles,
      schema: z.object({
        platform: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
        merchantIds: z.array(id).min(1).max(1_000),
        scopes: z.array(z.enum(platformScopes)).min(1),
      }),
      async run(wanted, call) {
        for (const merchantId of wanted.merchantIds) requireOwn(call, merchantId);
        const { key, secret } = await platforms.create(wanted);
        return { key: toWire(key, call.identity), secret };
      },
    }),
    listKeys: unary({
      roles,
      schema: z.object({ merchantId: id }),
      async run({ merchantId }, call) {
        requireOwn(call, merchantId);
        return { keys: (await platforms.ofMerchant(merchantId)).map((key) => toWire(key, call.identity)) };
      },
    }),
    revokeKey: unary({
      roles,
      schema: z.object({ keyId: id }),
      async run({ keyId }, call) {
        requireRoleEverywhere(call);
        // A key may open several merchants' shops: it is taken back by whoever may act for all of them.
        if (!(await platforms.byId(keyId)).merchantIds.every((merchantId) => mayActFor(call.identity, merchantId))) throw unknown();
        return toWire(await platforms.revoke(keyId), call.identity);
      },
    }),
    identifyKey: unary({
      roles: ['service'],
      schema: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal') }),
      async run({ hash }, { identity }) {
        const key = await platforms.ofHash(hash);
        if (!key) throw unknown();
        return toWire(key, identity);
      },
    }),
  });

const unknown = (): Refusal => new Refusal('not_found', 'key_not_found', 'There is no such key', 'key_id');

function requireOwn(call: AuthorisedCall, merchantId: string): void {
  requireMerchant(call.identity, merchantId);
  requireRoleEverywhere(call);
}

/** Whose shops a key opens besides the reader's own is not the reader's business. */
const toWire = ({ keyId, platform: { platformId, name }, merchantIds, scopes, prefix, createdAt, revokedAt }: KeyRecord, reader: Identity): keys.ApiKey => ({
  keyId,
  platform: name,
  platformId,
  merchantIds: merchantIds.filter((merchantId) => mayActFor(reader, merchantId)),
  scopes: [...scopes],
  prefix,
  createdAt,
  revokedAt,
});
