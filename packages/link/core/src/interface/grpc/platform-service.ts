import { platforms as wire } from '@noren/link-contract';
import { limits } from '@noren/link-contract/limits';
import { refusal } from '@noren/link-contract/refusals';
import type { PlatformRecord } from '@noren/link-store';
import { type AuthorisedCall, pageToken, requireRoleEverywhere, type Served, served, staff, unary } from '@noren/service-kit';
import { z } from 'zod';
import type { Grants } from '../../application/grants.ts';
import type { PlatformKeys } from '../../application/platform-keys.ts';
import type { Platforms } from '../../application/platforms.ts';
import { id, newId, owns, pageSize, pageTokenText, platformName, requireOwn, scopes, toGrant, toKey, toPlatform } from './platform-wire.ts';

/** Which platforms there are is the operator's to say; an owner sees and says what concerns their merchant. */
const operator = ['service'] as const;
const roles = [...staff.owner, 'service'] as const;
const onePlatform = z.object({ platformId: id });

type Parts = Readonly<{ platforms: Platforms; platformKeys: PlatformKeys; grants: Grants }>;

/** Consumer platforms, their keys, and from which shops they may sell: for the operator's tools, and Noren's own screens. */
export const platformService = (parts: Parts): Served => served(wire.PlatformServiceService, { ...records(parts), ...keysOf(parts), ...grantsOf(parts) });

const records = ({ platforms }: Parts) => ({
  createPlatform: unary({
    roles: operator,
    schema: z.object({ platformId: newId, name: platformName }),
    run: async ({ name, platformId }, { identity }) => toPlatform(await platforms.create(name, platformId), identity),
  }),
  listPlatforms: unary({
    roles,
    schema: z.object({ merchantId: newId, pageSize, pageToken: pageTokenText }),
    async run({ merchantId, pageSize, pageToken: token }, call) {
      if (merchantId === undefined) requireOperator(call);
      else requireOwn(call, merchantId);
      const pages = pageToken('ListPlatforms', merchantId ?? '');
      const page = await platforms.page(merchantId, pages.read(token) ?? '', pageSize);
      const last = page.length === pageSize ? page.at(-1) : undefined;
      return { platforms: page.map((platform) => toPlatform(platform, call.identity)), nextPageToken: last ? pages.write(last.platformId) : '' };
    },
  }),
  suspendPlatform: unary({
    roles: operator,
    schema: onePlatform,
    run: async ({ platformId }, { identity }) => toPlatform(await platforms.suspend(platformId), identity),
  }),
  resumePlatform: unary({
    roles: operator,
    schema: onePlatform,
    run: async ({ platformId }, { identity }) => toPlatform(await platforms.resume(platformId), identity),
  }),
});

const keysOf = ({ platforms, platformKeys }: Parts) => ({
  createPlatformKey: unary({
    roles,
    schema: z.object({ platformId: id, scopes, keyId: newId }),
    async run({ platformId, scopes, keyId }, call) {
      const platform = ownPlatform(call, await platforms.byId(platformId));
      const { key, secret } = await platformKeys.create({ platform, scopes, ...(keyId === undefined ? {} : { keyId }) });
      return { key: toKey(key, call.identity), secret };
    },
  }),
  listPlatformKeys: unary({
    roles,
    schema: onePlatform,
    async run({ platformId }, call) {
      ownPlatform(call, await platforms.byId(platformId));
      return { keys: (await platformKeys.ofPlatform(platformId)).map((key) => toKey(key, call.identity)) };
    },
  }),
  revokePlatformKey: unary({
    roles,
    schema: z.object({ keyId: id }),
    async run({ keyId }, call) {
      await ownKey(platformKeys, call, keyId);
      return toKey(await platformKeys.revoke(keyId), call.identity);
    },
  }),
  rotatePlatformKey: unary({
    roles,
    schema: z.object({ keyId: id, oldLivesS: z.int(), newKeyId: newId }),
    async run({ keyId, oldLivesS, newKeyId }, call) {
      if (oldLivesS < 0 || oldLivesS > limits.oldKeyLivesS) throw refusal('old_lives', 'oldLivesS');
      await ownKey(platformKeys, call, keyId);
      const { old, key, secret } = await platformKeys.rotate(keyId, oldLivesS, newKeyId);
      return { old: toKey(old, call.identity), key: toKey(key, call.identity), secret };
    },
  }),
});

const grantsOf = ({ platforms, grants }: Parts) => ({
  addGrant: unary({
    roles,
    schema: z.object({ platformId: id, merchantId: id, shopIds: z.array(id).max(limits.shopsAGrant) }),
    async run({ platformId, merchantId, shopIds }, call) {
      requireOwn(call, merchantId);
      return toGrant(await grants.add(await knownTo(call, platforms, grants, platformId, merchantId), merchantId, shopIds));
    },
  }),
  removeGrant: unary({
    roles,
    schema: z.object({ platformId: id, merchantId: id }),
    async run({ platformId, merchantId }, call) {
      requireOwn(call, merchantId);
      await platforms.byId(platformId);
      await grants.remove(platformId, merchantId);
      return {};
    },
  }),
  listGrants: unary({
    roles,
    schema: z.object({ platformId: newId, merchantId: newId, pageSize, pageToken: pageTokenText }),
    async run({ platformId, merchantId, pageSize, pageToken: token }, call) {
      if (merchantId !== undefined) requireOwn(call, merchantId);
      else requireOperator(call);
      if (merchantId === undefined && platformId === undefined) throw refusal('grants_of');
      const pages = pageToken('ListGrants', platformId ?? '', merchantId ?? '');
      const [behindPlatform = '', behindMerchant = ''] = (pages.read(token) ?? '').split(' ');
      const of = { ...(platformId === undefined ? {} : { platformId }), ...(merchantId === undefined ? {} : { merchantId }) };
      const page = await grants.page(of, { platformId: behindPlatform, merchantId: behindMerchant }, pageSize);
      const last = page.length === pageSize ? page.at(-1) : undefined;
      return { grants: page.map(toGrant), nextPageToken: last ? pages.write(`${last.platformId} ${last.merchantId}`) : '' };
    },
  }),
});

/** What is of no merchant in particular is for Noren itself. */
function requireOperator(call: AuthorisedCall): void {
  requireRoleEverywhere({ ...call, takes: operator });
}

function ownPlatform(call: AuthorisedCall, platform: PlatformRecord): PlatformRecord {
  requireRoleEverywhere(call);
  if (!owns(call.identity, platform)) throw refusal('platform_not_found', 'platformId');
  return platform;
}

async function ownKey(platformKeys: PlatformKeys, call: AuthorisedCall, keyId: string): Promise<void> {
  requireRoleEverywhere(call);
  if (!owns(call.identity, (await platformKeys.byId(keyId)).platform)) throw refusal('key_not_found', 'keyId');
}

/** A platform that an owner may let in: the operator's, their own, and one that has been let in. Another merchant's own is not there. */
async function knownTo(call: AuthorisedCall, platforms: Platforms, grants: Grants, platformId: string, merchantId: string): Promise<PlatformRecord> {
  const platform = await platforms.byId(platformId);
  const { ownerIds } = platform;
  if (ownerIds.length === 0 || ownerIds.includes(merchantId) || owns(call.identity, platform)) return platform;
  if (!(await grants.of(platformId, merchantId))) throw refusal('platform_not_found', 'platformId');
  return platform;
}
