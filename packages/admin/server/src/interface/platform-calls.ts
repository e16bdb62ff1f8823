import { platformScopes } from '@noren/link-contract/scopes';
import { unary } from '@noren/service-kit';
import { z } from 'zod';
import type { platforms } from '../application/platforms.ts';
import type { Auditor } from './audited.ts';
import { code, named, page } from './schemas.ts';

export type Platforms = ReturnType<typeof platforms>;

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
const One = z.object({ platform: named });

export const platformCalls = (of: Platforms, { change }: Auditor) => ({
  createPlatform: change({
    ...{ noun: 'platform', verb: 'create' },
    schema: z.object({ code, name }),
    async run(command) {
      const answer = await of.create(command);
      return { answer, subject: answer.platform.platformId, repeated: answer.repeated };
    },
  }),
  listPlatforms: unary({ roles: ['service'], schema: z.object(page), run: of.list }),
  suspendPlatform: change({ noun: 'platform', verb: 'suspend', schema: One, run: async ({ platform }) => toldOf(await of.suspend(platform)) }),
  resumePlatform: change({ noun: 'platform', verb: 'resume', schema: One, run: async ({ platform }) => toldOf(await of.resume(platform)) }),
  createPlatformKey: change({
    ...{ noun: 'platform key', verb: 'create' },
    schema: z.object({ platform: named, code, scopes: z.array(z.enum(platformScopes)).min(1, 'names one at least') }),
    run: async (command) => toldOfKey(await of.createKey(command)),
  }),
  listPlatformKeys: unary({ roles: ['service'], schema: One, run: ({ platform }) => of.listKeys(platform) }),
  revokePlatformKey: change({
    ...{ noun: 'platform key', verb: 'revoke' },
    schema: z.object({ platform: named, key: named }),
    async run(command) {
      const answer = await of.revokeKey(command);
      return { answer, subject: answer.keyId };
    },
  }),
  rotatePlatformKey: change({
    ...{ noun: 'platform key', verb: 'rotate' },
    schema: z.object({ platform: named, key: named, code, oldLivesS: z.int() }),
    run: async (command) => toldOfKey(await of.rotateKey(command)),
  }),
});

const toldOf = <Answer extends Readonly<{ platformId: string }>>(answer: Answer) => ({ answer, subject: answer.platformId });
const toldOfKey = <Answer extends Readonly<{ key: Readonly<{ keyId: string }>; repeated: boolean }>>(answer: Answer) => ({
  ...{ answer, subject: answer.key.keyId, repeated: answer.repeated },
});
