import { limits } from '@noren/order-contract/limits';
import { z } from 'zod';
import { externalId, id, instant, money, price, quantity, reason, sku } from './words.ts';

export const PlaceOrder = z
  .strictObject({
    shopId: id,
    lines: z
      .array(
        z
          .strictObject({
            sku,
            quantity,
            unitPrice: price
              .optional()
              .describe('What you charge the customer for a piece (or a kilogram), kept beside `listPrice`; `listPrice` where it is missing'),
          })
          .meta({ id: 'NewLine' }),
      )
      .min(1)
      .max(limits.linesAnOrder)
      .describe('One SKU may stand on several lines'),
    externalId: externalId.optional().describe('What you call the order'),
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

const statuses = ['placed', 'confirmed', 'rejected', 'accepted', 'ready', 'handed_over', 'completed', 'cancelled', 'pending'] as const;

const OrderLine = z
  .strictObject({
    line: z.int(),
    sku: z.string(),
    itemId: z.string().optional(),
    name: z.string().optional(),
    quantity: z.int(),
    soldBy: z.string(),
    unitPrice: money.optional().describe('What you charged the customer; where you named no price, `listPrice`'),
    listPrice: money.optional().describe('The merchant’s own price when the order was placed; missing where the item is unknown'),
    total: money.optional(),
    returned: z.int(),
  })
  .meta({ id: 'OrderLine' });

export const Order = z
  .strictObject({
    orderId: z.string(),
    shopId: z.string(),
    externalId: z.string().optional(),
    status: z.string().describe(`One of ${statuses.join(', ')}; pending: accepted, and not decided yet`),
    lines: z.array(OrderLine),
    total: money.optional(),
    reasons: z
      .array(
        z.strictObject({ code: z.string(), message: z.string(), sku: z.string().optional(), requested: z.int().optional(), available: z.int().optional() }),
      )
      .describe('Why it was rejected or cancelled'),
    placedAt: instant.optional(),
    updatedAt: instant.optional(),
    decideBy: instant.optional().describe('Rejected as late unless confirmed by then'),
    readyInMinutes: z.int().optional(),
  })
  .meta({ id: 'Order' });

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
