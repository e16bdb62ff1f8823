import { Refusal } from '@noren/kernel';
import { type Identity, mayActForShop, positionOf } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';
import type { Decided } from '../application/lines.ts';
import { LinesAnswer } from '../application/schemas.ts';

/** Routes that take 10,000 lines. */
export const BULK = { bodyLimit: 16 * 1024 * 1024, timeoutMs: 60_000 } as const;

/** The merchant whose system asks: a key is made for one. */
export function merchantOf({ merchants }: Identity): string {
  const [merchantId] = merchants;
  if (merchants === '*' || merchantId === undefined) throw new Refusal('forbidden', 'forbidden', 'this takes a key of one merchant');
  return merchantId;
}

/** Headers of answers to writes, for the documentation. */
export const REPLAYED = { 'Idempotent-Replayed': 'true: this is the answer to an earlier call under the same key' } as const;
export const POSITION = { 'Noren-Position': 'Behind the decision in the log: a read of the merchant API that is sent it sees what was decided' } as const;
/** What a call of many lines may be answered with; `done`: what the first of them means. */
export const linesResponses = (done: string) =>
  ({
    200: { description: done, schema: LinesAnswer, headers: { ...REPLAYED, ...POSITION } },
    202: {
      description: 'Some lines are not decided yet',
      schema: LinesAnswer,
      headers: { ...REPLAYED, ...POSITION, Location: 'The operation, to ask for again' },
    },
  }) as const;

/** Somebody else's shop looks like one that does not exist. */
export function knownShop(identity: Identity, shopId: string): string {
  if (!mayActForShop(identity, shopId)) throw refusal('shop_not_found', 'shopId');
  return shopId;
}

export const linesReply = ({ answer, positions, done, replayed }: Decided) => ({
  status: done ? (200 as const) : (202 as const),
  body: answer,
  headers: {
    ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
    ...positionOf(positions),
    ...(done ? {} : { location: `/v1/operations/${answer.operationId}` }),
  },
});
