import { unary } from '@noren/service-kit';
import { z } from 'zod';
import type { merchants } from '../application/merchants.ts';
import type { Auditor } from './audited.ts';
import { code, expectedVersion, named, page, text } from './schemas.ts';

export type Merchants = ReturnType<typeof merchants>;

export const merchantCalls = (of: Merchants, { change }: Auditor) => ({
  createMerchant: change({
    ...{ noun: 'merchant', verb: 'create' },
    schema: z.object({ code, name: text, currency: text }),
    async run(command) {
      const answer = await of.create(command);
      return { answer, subject: answer.merchant.merchantId, repeated: answer.repeated };
    },
  }),
  changeMerchant: change({
    ...{ noun: 'merchant', verb: 'change' },
    schema: z.object({ merchant: named, name: text, expectedVersion }),
    run: async ({ merchant, name, expectedVersion: version }) => toldOf(await of.change(merchant, name, version)),
  }),
  suspendMerchant: change({
    ...{ noun: 'merchant', verb: 'suspend' },
    schema: z.object({ merchant: named, reason: text, expectedVersion }),
    run: async ({ merchant, reason, expectedVersion: version }) => toldOf(await of.suspend(merchant, reason, version)),
  }),
  resumeMerchant: change({
    ...{ noun: 'merchant', verb: 'resume' },
    schema: z.object({ merchant: named, expectedVersion }),
    run: async ({ merchant, expectedVersion: version }) => toldOf(await of.resume(merchant, version)),
  }),
  listMerchants: unary({ roles: ['service'], schema: z.object(page), run: of.list }),
  getMerchant: unary({ roles: ['service'], schema: z.object({ merchant: named }), run: ({ merchant }) => of.get(merchant) }),
});

const toldOf = <Answer extends Readonly<{ merchantId: string }>>(answer: Answer) => ({ answer, subject: answer.merchantId });
