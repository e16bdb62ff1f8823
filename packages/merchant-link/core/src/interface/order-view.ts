import type { records } from '@noren/order-contract';
import { orderStatuses } from '@noren/order-contract/statuses';
import { actorName, hide, listOf, viewOf, whereSet, word } from '@noren/service-kit';
import { z } from 'zod';
import { Money } from '../application/schemas.ts';

// What is not known (the price of an item that there is not) is left out.
const orderLineView = viewOf<records.OrderLine>()('OrderLine', (from) => ({
  line: z.int(),
  sku: z.string(),
  name: whereSet(z.string().describe('As it was placed; missing where the item is unknown')),
  quantity: z.int(),
  soldBy: word(z.enum(['piece', 'weight'])),
  unitPrice: from(
    ['unitPrice', 'listPrice'],
    Money.optional().describe('What the consumer platform charged; where it named no price, `listPrice`'),
    ({ unitPrice, listPrice }) => unitPrice ?? listPrice,
  ),
  listPrice: Money.optional().describe('Your own price when the order was placed; missing where the item is unknown'),
  total: Money.optional(),
  returned: z.int(),
  itemId: hide,
  itemVersion: hide,
}));

const reasonView = viewOf<records.Reason>()('Reason', () => ({
  code: z.string(),
  message: z.string(),
  sku: z.string().optional(),
  requested: hide,
  available: hide,
}));

/** An order as a till sees it. */
export const orderView = viewOf<records.Order>()('Order', (from) => ({
  orderId: z.string(),
  shopId: z.string(),
  channel: from(
    ['channel'],
    z.string().describe('The consumer platform that placed it: `platform:` and the name under which it was let in'),
    ({ channel }) => `platform:${actorName(channel)}`,
  ),
  externalId: whereSet(z.string().describe('What the consumer platform calls it, where it says so')),
  status: word(z.enum([...orderStatuses, 'pending']).describe('pending: accepted, and not decided yet')),
  lines: listOf(orderLineView),
  total: Money.optional(),
  reasons: listOf(reasonView),
  placedAt: z.string(),
  decideBy: z.string(),
  readyInMinutes: whereSet(z.int().describe('As promised when it was accepted')),
  merchantId: hide,
  updatedAt: hide,
  version: whereSet(z.int().describe('Counts what has become of it; missing while it is pending')),
}));
