import { given, oneOf, present } from '@noren/engine-kit';
import type { Money } from '@noren/kernel';
import type { records } from '@noren/order-contract';
import type { Order, OrderLine, Reason } from '../domain/order.ts';

const status = oneOf('placed', 'confirmed', 'rejected', 'accepted', 'ready', 'handed_over', 'completed', 'cancelled');
const soldBy = oneOf('piece', 'weight');

export const toWireOrder = (order: Order): records.Order => ({
  ...order,
  lines: order.lines.map(toWireLine),
  reasons: order.reasons.map(toWireReason),
});

export const fromWireOrder = (order: records.Order): Order => ({
  ...order,
  status: status(order.status),
  lines: order.lines.map(fromWireLine),
  total: present(order.total, 'total'),
  reasons: order.reasons.map(fromWireReason),
});

const toWireLine = (line: OrderLine): records.OrderLine => ({ ...line, unitPrice: line.unitPrice, chargedUnitPrice: line.chargedUnitPrice });

const fromWireLine = ({ unitPrice, chargedUnitPrice, ...line }: records.OrderLine): OrderLine => ({
  ...line,
  soldBy: soldBy(line.soldBy),
  total: present<Money>(line.total, 'total'),
  ...given({ unitPrice, chargedUnitPrice }),
});

export const toWireReason = ({ code, message, sku, requested, available }: Reason): records.Reason => ({ code, message, sku, requested, available });

export const fromWireReason = ({ code, message, ...line }: records.Reason): Reason => ({ code, message, ...given(line) });
