import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { unary } from '@noren/service-kit';
import { z } from 'zod';
import type { systemKeys } from '../application/system-keys.ts';
import type { Auditor } from './audited.ts';
import { code, named } from './schemas.ts';

export type Keys = ReturnType<typeof systemKeys>;
const noun = 'system key';

export const systemKeyCalls = (of: Keys, { change }: Auditor) => ({
  createSystemKey: change({
    ...{ noun, verb: 'create' },
    schema: z.object({
      ...{ merchant: named, code },
      system: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
      scopes: z.array(z.enum(systemScopes)).min(1, 'names one at least'),
    }),
    async run(command) {
      const answer = await of.create(command);
      return { answer, subject: answer.key.keyId, repeated: answer.repeated };
    },
  }),
  listSystemKeys: unary({ roles: ['service'], schema: z.object({ merchant: named }), run: ({ merchant }) => of.list(merchant) }),
  revokeSystemKey: change({
    ...{ noun, verb: 'revoke' },
    schema: z.object({ merchant: named, key: named }),
    async run(command) {
      const answer = await of.revoke(command);
      return { answer, subject: answer.keyId };
    },
  }),
});
