import { refusal } from '@noren/admin-contract/refusals';
import { type Coded, type Needs as OfMerchants, withCodes } from './merchants.ts';
import type { Platform, PlatformKey, Platforms } from './ports.ts';

export type Needs = OfMerchants & Readonly<{ platforms: Platforms }>;
type Page = Readonly<{ pageSize: number; pageToken: string }>;
type NewKey = Readonly<{ platform: string; code: string; scopes: readonly string[] }>;
type Rotation = Readonly<{ platform: string; key: string; code: string; oldLivesS: number }>;

/** The platform of a code, or one that is meant by its id. */
export async function platformIdOf({ creations }: Pick<Needs, 'creations'>, said: string): Promise<string> {
  const platformId = said.startsWith('plt_') ? said : await creations.idOf({ noun: 'platform', scope: '', code: said });
  if (platformId === undefined) throw refusal('platform_not_found', 'platform', said);
  return platformId;
}

export const platforms = (needs: Needs) => {
  const coded = async (platform: Platform): Promise<Coded<Platform>> => {
    const codes = await needs.creations.codesOf([platform.platformId]);
    return { ...platform, code: codes.get(platform.platformId) ?? '' };
  };
  return {
    async create({ code, name }: Readonly<{ code: string; name: string }>) {
      const create = (platformId: string): Promise<Platform> => needs.platforms.create(platformId, name);
      const { id, made } = await needs.creating({ noun: 'platform', scope: '', code, request: { name }, prefix: 'plt' }, create);
      return { platform: { ...(made ?? (await create(id))), code }, repeated: made === undefined };
    },
    async list(page: Page) {
      const { platforms: found, nextPageToken } = await needs.platforms.page(page);
      return { platforms: await withCodes(needs.creations, found, ({ platformId }) => platformId), nextPageToken };
    },
    suspend: async (said: string) => coded(await needs.platforms.suspend(await platformIdOf(needs, said))),
    resume: async (said: string) => coded(await needs.platforms.resume(await platformIdOf(needs, said))),
    ...platformKeys(needs),
  };
};

function platformKeys(needs: Needs) {
  const keysOf = async (platformId: string): Promise<readonly Coded<PlatformKey>[]> =>
    withCodes(needs.creations, await needs.platforms.keysOf(platformId), ({ keyId }) => keyId);
  const theKey = async (platformId: string, said: string): Promise<Coded<PlatformKey>> => {
    const found = (await keysOf(platformId)).find(({ keyId, code }) => keyId === said || code === said);
    if (!found) throw refusal('key_not_found', 'key', said);
    return found;
  };
  const once = async (platformId: string, code: string, request: object, make: (keyId: string) => Promise<string | undefined>) => {
    const wanted = { noun: 'platform key', scope: platformId, code, request, prefix: 'key' };
    const { id, made: secret = '' } = await needs.creating(wanted, make);
    return { key: await theKey(platformId, id), secret, repeated: secret === '' };
  };
  return {
    async createKey({ platform, code, scopes }: NewKey) {
      const platformId = await platformIdOf(needs, platform);
      return once(platformId, code, { scopes: scopes.toSorted() }, (keyId) => needs.platforms.createKey(keyId, platformId, scopes));
    },
    async rotateKey({ platform, key: said, code, oldLivesS }: Rotation) {
      const platformId = await platformIdOf(needs, platform);
      const { keyId } = await theKey(platformId, said);
      return once(platformId, code, { follows: keyId, oldLivesS }, (newKeyId) => needs.platforms.rotateKey(keyId, newKeyId, oldLivesS));
    },
    listKeys: async (platform: string) => ({ keys: await keysOf(await platformIdOf(needs, platform)) }),
    async revokeKey({ platform, key: said }: Readonly<{ platform: string; key: string }>) {
      const platformId = await platformIdOf(needs, platform);
      const { keyId } = await theKey(platformId, said);
      await needs.platforms.revokeKey(keyId);
      return theKey(platformId, keyId);
    },
  };
}
