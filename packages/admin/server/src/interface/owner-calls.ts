import { z } from 'zod';
import type { owners } from '../application/owners.ts';
import type { Auditor } from './audited.ts';
import { code, named, text } from './schemas.ts';

export type Owners = ReturnType<typeof owners>;

const email = z.email('must be an email address').max(200);

export const ownerCalls = (of: Owners, { change }: Auditor) => ({
  inviteOwner: change({
    ...{ noun: 'owner', verb: 'invite' },
    schema: z.object({ merchant: named, code, email, name: text.min(1).max(100), language: z.enum(['en', 'ja', 'ko']) }),
    async run(command) {
      const answer = await of.invite(command);
      return { answer, subject: answer.personId, repeated: answer.repeated };
    },
  }),
  resetOwner: change({
    ...{ noun: 'owner', verb: 'reset' },
    schema: z.object({ merchant: named, email }),
    async run(command) {
      const answer = await of.reset(command);
      return { answer, subject: answer.personId };
    },
  }),
});
