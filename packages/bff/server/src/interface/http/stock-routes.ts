import { stock as calls } from '@noren/bff-contract';
import type { Route } from '@noren/service-kit';
import type { Stock } from '../../application/ports.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** What a shop holds, and every change of it. */
export const stockRoutes = (visitors: Visitors, stock: Stock): readonly Route[] => [
  answering(visitors, calls.levels, ({ params: { shopId }, query: { q = '', cursor = '' }, visitor }) =>
    stock.levels(visitor.person.merchantId, shopId, q, cursor),
  ),
  answering(visitors, calls.low, ({ params: { shopId }, query: { atMost, cursor = '' }, visitor }) =>
    stock.low(visitor.person.merchantId, shopId, atMost === undefined ? undefined : Number(atMost), cursor),
  ),
  answering(visitors, calls.scan, ({ params: { shopId, code }, visitor }) => stock.scan(visitor.person.merchantId, shopId, code)),
  answering(visitors, calls.counts, ({ params: { shopId } }) => stock.counts(shopId)),
  answering(visitors, calls.adjust, ({ params: { shopId }, body: { lines } }) => stock.adjust(shopId, lines)),
  answering(visitors, calls.count, ({ params: { shopId }, body: { lines } }) => stock.count(shopId, lines)),
  answering(visitors, calls.setSafety, ({ params: { shopId }, body: { lines } }) => stock.setSafety(shopId, lines)),
  answering(visitors, calls.ledger, ({ params: { shopId, sku }, query: { cursor = '', ...range }, visitor }) =>
    stock.ledger(visitor.person.merchantId, shopId, sku, range, cursor),
  ),
  answering(visitors, calls.history, ({ params: { shopId, sku }, query: { from, until } }) => stock.history(shopId, sku, from, until)),
];
