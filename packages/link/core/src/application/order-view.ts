import type { Money, OrderTold } from './orders.ts';

/**
 * An order as platforms see it. A line's `unitPrice` is what the platform charged for a piece (or a kilogram); where it named no price, that is
 * `listPrice`, the merchant's own. What is not known (a price of an item that there is not) is left out.
 */
export type OrderView = Readonly<{
  orderId: string;
  shopId: string;
  externalId?: string;
  status: string;
  lines: readonly LineView[];
  total?: Money;
  reasons: readonly ReasonView[];
  placedAt?: string;
  updatedAt?: string;
  decideBy?: string;
  readyInMinutes?: number;
}>;
type LineView = Readonly<{
  line: number;
  sku: string;
  itemId?: string;
  name?: string;
  quantity: number;
  soldBy: string;
  unitPrice?: Money;
  listPrice?: Money;
  total?: Money;
  returned: number;
}>;
type ReasonView = Readonly<{ code: string; message: string; sku?: string; requested?: number; available?: number }>;

export function orderView(order: OrderTold): OrderView {
  const { orderId, shopId, externalId, status, lines, total, reasons, placedAt, updatedAt, decideBy, readyInMinutes } = order;
  return {
    orderId,
    shopId,
    ...(externalId === '' ? {} : { externalId }),
    status,
    lines: lines.map(lineView),
    ...(total ? { total: money(total) } : {}),
    reasons: reasons.map(reasonView),
    ...(placedAt === '' ? {} : { placedAt }),
    ...(updatedAt === '' ? {} : { updatedAt }),
    ...(status === 'placed' && decideBy !== '' ? { decideBy } : {}),
    ...(readyInMinutes > 0 ? { readyInMinutes } : {}),
  };
}

const money = ({ amount, currency }: Money): Money => ({ amount, currency });

function lineView({ line, sku, itemId, name, quantity, soldBy, listPrice, unitPrice, total, returned }: OrderTold['lines'][number]): LineView {
  const charged = unitPrice ?? listPrice;
  return {
    line,
    sku,
    ...(itemId === '' ? {} : { itemId }),
    ...(name === '' ? {} : { name }),
    quantity,
    soldBy,
    ...(charged ? { unitPrice: money(charged) } : {}),
    ...(listPrice ? { listPrice: money(listPrice) } : {}),
    ...(total ? { total: money(total) } : {}),
    returned,
  };
}

const reasonView = ({ code, message, sku, requested, available }: OrderTold['reasons'][number]): ReasonView => ({
  code,
  message,
  ...(sku === undefined ? {} : { sku }),
  ...(requested === undefined ? {} : { requested }),
  ...(available === undefined ? {} : { available }),
});
