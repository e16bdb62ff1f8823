import { Refusal } from '@noren/kernel';
import { type Identity, mayActForShop, positionOf } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';
import type { Decided } from '../application/lines.ts';

/** Routes that take 10,000 lines. */
export const BULK = { bodyLimit: 16 * 1024 * 1024, timeoutMs: 60_000 } as const;

/** The merchant whose system asks: a key is made for one. */
export function merchantOf({ merchants }: Identity): string {
  const [merchantId] = merchants;
  if (merchants === '*' || merchantId === undefined) throw new Refusal('forbidden', 'forbidden', 'this takes a key of one merchant');
  return merchantId;
}

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
