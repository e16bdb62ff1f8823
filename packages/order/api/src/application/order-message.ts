import type { records } from '@noren/order-contract';
import type { StoredOrder } from '@noren/order-store';

/** A stored order as its proto message. */
export const toOrder = (order: StoredOrder): records.Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, unitPrice: line.unitPrice, chargedUnitPrice: line.chargedUnitPrice })),
  reasons: order.reasons.map(({ code, message, sku, requested, available }) => ({ code, message, sku, requested, available })),
});
