import { Refusal } from '@noren/kernel';
import type { Platforms } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';

const asSelf = { as: 'self' } as const;

/** Consumer platforms, their keys and their grants, of Link. */
export const platforms = ({ platforms: link }: Pick<Contexts, 'platforms'>): Platforms => ({
  create: (platformId, name) => link.createPlatform({ platformId, name }, asSelf),
  page: (page) => link.listPlatforms({ merchantId: '', ...page }, asSelf),
  suspend: (platformId) => link.suspendPlatform({ platformId }, asSelf),
  resume: (platformId) => link.resumePlatform({ platformId }, asSelf),
  createKey: (keyId, platformId, scopes) => shownOnce(() => link.createPlatformKey({ keyId, platformId, scopes: [...scopes] }, asSelf)),
  rotateKey: (keyId, newKeyId, oldLivesS) => shownOnce(() => link.rotatePlatformKey({ keyId, newKeyId, oldLivesS }, asSelf)),
  keysOf: async (platformId) => (await link.listPlatformKeys({ platformId }, asSelf)).keys,
  revokeKey: async (keyId) => void (await link.revokePlatformKey({ keyId }, asSelf)),
  grant: ({ shopIds, ...of }) => link.addGrant({ ...of, shopIds: [...shopIds] }, asSelf),
  withdraw: async (platformId, merchantId) => void (await link.removeGrant({ platformId, merchantId }, asSelf)),
  grants: (of, page) => link.listGrants({ ...of, ...page }, asSelf),
});

/** The secret of a key that is made now; of one that was made before there is none any more. */
export async function shownOnce(make: () => Promise<Readonly<{ secret: string }>>): Promise<string | undefined> {
  try {
    return (await make()).secret;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'key_exists') return undefined;
    throw error;
  }
}
