import { unary } from '@noren/service-kit';
import { z } from 'zod';
import type { grants } from '../application/grants.ts';
import type { Auditor } from './audited.ts';
import { named, page } from './schemas.ts';

export type Grants = ReturnType<typeof grants>;

const orNone = z.literal('').or(named);

export const grantCalls = (of: Grants, { change }: Auditor) => ({
  addGrant: change({
    ...{ noun: 'grant', verb: 'add' },
    schema: z.object({ platform: named, merchant: named, shops: z.array(named).max(1_000) }),
    async run(command) {
      const answer = await of.add(command);
      return { answer, subject: answer.platformId };
    },
  }),
  removeGrant: change({
    ...{ noun: 'grant', verb: 'remove' },
    schema: z.object({ platform: named, merchant: named }),
    run: async (command) => ({ answer: {}, subject: await of.remove(command) }),
  }),
  listGrants: unary({ roles: ['service'], schema: z.object({ platform: orNone, merchant: orNone, ...page }), run: of.list }),
});
