import { messageFrom } from '@noren/engine-kit';
import type { records } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import { orderStatuses } from '@noren/order-contract/statuses';
import { hide, listOf, viewOf, whereSet, word } from '@noren/service-kit';
import { z } from 'zod';
import { externalId, id, instant, money, price, quantity, reason, sku, stale } from './schemas.ts';

const NewLine = z
  .strictObject({
    sku,
    quantity,
    unitPrice: price.optional().describe('What you charge the customer for a piece (or a kilogram), kept beside `listPrice`; `listPrice` where it is missing'),
  })
  .meta({ id: 'NewLine' });

/** A new line as Order takes it. */
export const placeLine = messageFrom<records.PlaceLine>()((line: z.infer<typeof NewLine>) => line);

export const PlaceOrder = z
  .strictObject({
    shopId: id,
    lines: z.array(NewLine).min(1).max(limits.linesAnOrder).describe('One SKU may stand on several lines'),
    externalId: externalId.optional().describe('What you call the order: people in the shop see it and say it. Without it they see the end of its id'),
  })
  .meta({ id: 'NewOrder' });

export const CancelOrder = z.strictObject({ reason: reason.optional() }).meta({ id: 'Cancel' });

export const ReturnLines = z
  .strictObject({
    lines: z
      .array(z.strictObject({ line: z.int().min(1).max(limits.linesAnOrder).describe('The number of the order’s line'), quantity }))
      .min(1)
      .max(limits.linesAnOrder),
    restock: z.boolean().optional().describe('Whether the goods go back on the shelf; true where it is missing'),
    reason: reason.optional(),
  })
  .meta({ id: 'Return' });

// What is not known (the price of an item that there is not) is left out.
const orderLineView = viewOf<records.OrderLine>()('OrderLine', (from) => ({
  line: z.int(),
  sku: z.string(),
  itemId: whereSet(z.string()),
  name: whereSet(z.string()),
  quantity: z.int(),
  soldBy: word(z.enum(['piece', 'weight'])),
  unitPrice: from(
    ['unitPrice', 'listPrice'],
    money.optional().describe('What you charged the customer; where you named no price, `listPrice`'),
    ({ unitPrice, listPrice }) => unitPrice ?? listPrice,
  ),
  listPrice: money.optional().describe('The merchant’s own price when the order was placed; missing where the item is unknown'),
  total: money.optional(),
  returned: z.int(),
  itemVersion: hide,
}));

/** A merchant's own system may have codes of its own, so that they cannot be listed for good. */
const REASON_CODES =
  'Of ours: out_of_stock, unknown_item, not_published, wrong_currency, shop_closed, merchant_suspended, shop_paused, shop_not_open, late, cancelled_by_platform, cancelled_by_merchant; of people in a shop: too_busy, closing_soon, no_staff, wrong_price, technical_problem, weather, other. A merchant’s own system may give others, of the form `^[a-z][a-z0-9_]{0,63}$`';
/** Why an order was rejected or cancelled. */
const reasonView = viewOf<records.Reason>()('OrderReason', () => ({
  code: z.string().describe(REASON_CODES),
  message: z.string(),
  sku: z.string().optional(),
  requested: z.int().optional(),
  available: z.int().optional(),
}));

/**
 * An order as platforms see it. Each part has a view of its own: a receipt that was stored as JSON has its fields in another order.
 * `stale`: not all that the reader has seen elsewhere is in it yet.
 */
export const orderView = viewOf<records.Order, Readonly<{ stale: boolean }>>()('Order', (from) => ({
  orderId: z.string(),
  shopId: z.string(),
  externalId: whereSet(z.string()),
  status: word(z.enum([...orderStatuses, 'pending']).describe('pending: accepted, and not decided yet')),
  lines: listOf(orderLineView),
  total: money.optional(),
  reasons: listOf(reasonView),
  placedAt: whereSet(instant),
  updatedAt: whereSet(instant),
  decideBy: from(['status', 'decideBy'], instant.optional().describe('Rejected as late unless confirmed by then'), ({ status, decideBy }) =>
    status === 'placed' && decideBy !== '' ? decideBy : undefined,
  ),
  readyInMinutes: whereSet(z.int()),
  // A platform knows its own name, and the shop whose it is.
  channel: hide,
  merchantId: hide,
  stale: from([], stale, (_, behind) => (behind.stale ? true : undefined)),
  version: whereSet(z.int().describe('Counts what has become of it; missing while it is pending')),
}));
export const Order = orderView.schema;
/** An order as Order itself tells it. */
export const told = (order: records.Order): z.infer<typeof Order> => orderView.of(order, { stale: false });

/** Accepted for good, and not decided within the time that the caller would wait. */
export const Pending = z.strictObject({ operationId: z.string(), orderId: z.string(), status: z.literal('pending') }).meta({ id: 'Pending' });

export const Operation = z
  .strictObject({
    operationId: z.string(),
    status: z.enum(['pending', 'done', 'refused', 'failed']),
    orderId: z.string().optional(),
    order: Order.optional().describe('Where it is done: the order as it stands now'),
    refusal: z.strictObject({ code: z.string(), message: z.string() }).optional().describe('Where it is refused: why'),
  })
  .meta({ id: 'Operation' });
