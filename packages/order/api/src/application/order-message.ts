import type { records } from '@noren/order-contract';
import type { ReasonRecord, StoredOrder } from '@noren/order-store';

/** A stored order as its proto message. */
export const toOrder = (order: StoredOrder): records.Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, unitPrice: line.unitPrice, chargedUnitPrice: line.chargedUnitPrice })),
  reasons: order.reasons.map(toReason),
});

/** Generated messages write a missing optional field as undefined. */
export const toReason = ({ code, message, sku, requested, available }: ReasonRecord): records.Reason => ({ code, message, sku, requested, available });
