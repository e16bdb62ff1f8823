import { codec, given, message, oneOf, present } from '@noren/engine-kit';
import { commands, events } from '@noren/order-contract';
import type { OrderCommand, OrderEvent } from '../domain/order.ts';
import { fromWireOrder, fromWireReason, toWireOrder, toWireReason } from './order-codec.ts';

const rejectedBy = oneOf('stock', 'late', 'merchant', 'noren');
const cancelledBy = oneOf('platform', 'merchant');

/** Every command between its proto message and the domain's plain data. */
export const commandCodec = codec<OrderCommand>({
  PlaceOrder: message(
    'noren.order.v1.PlaceOrder',
    commands.PlaceOrder,
    (command) => ({ ...command, lines: command.lines.map((line) => ({ ...line, chargedUnitPrice: line.chargedUnitPrice })) }),
    (wire) => ({ type: 'PlaceOrder', ...wire, lines: wire.lines.map(({ chargedUnitPrice, ...line }) => ({ ...line, ...given({ chargedUnitPrice }) })) }),
  ),
  ConfirmOrder: message(
    'noren.order.v1.ConfirmOrder',
    commands.ConfirmOrder,
    (command) => command,
    (wire) => ({ type: 'ConfirmOrder', ...wire }),
  ),
  RejectOrder: message(
    'noren.order.v1.RejectOrder',
    commands.RejectOrder,
    (command) => ({ ...command, reasons: command.reasons.map(toWireReason) }),
    ({ expectedVersion, ...wire }) => ({ type: 'RejectOrder', ...wire, reasons: wire.reasons.map(fromWireReason), ...given({ expectedVersion }) }),
  ),
  AcceptOrder: message(
    'noren.order.v1.AcceptOrder',
    commands.AcceptOrder,
    (command) => command,
    ({ expectedVersion, ...wire }) => ({ type: 'AcceptOrder', ...wire, ...given({ expectedVersion }) }),
  ),
  MarkReady: message(
    'noren.order.v1.MarkReady',
    commands.MarkReady,
    (command) => command,
    ({ expectedVersion, ...wire }) => ({ type: 'MarkReady', ...wire, ...given({ expectedVersion }) }),
  ),
  HandOver: message(
    'noren.order.v1.HandOver',
    commands.HandOver,
    (command) => command,
    ({ expectedVersion, ...wire }) => ({ type: 'HandOver', ...wire, ...given({ expectedVersion }) }),
  ),
  CompleteOrder: message(
    'noren.order.v1.CompleteOrder',
    commands.CompleteOrder,
    (command) => command,
    ({ expectedVersion, ...wire }) => ({ type: 'CompleteOrder', ...wire, ...given({ expectedVersion }) }),
  ),
  CancelOrder: message(
    'noren.order.v1.CancelOrder',
    commands.CancelOrder,
    (command) => command,
    ({ expectedVersion, ...wire }) => ({ type: 'CancelOrder', ...wire, ...given({ expectedVersion }) }),
  ),
  ReturnLines: message(
    'noren.order.v1.ReturnLines',
    commands.ReturnLines,
    (command) => ({ ...command, lines: [...command.lines] }),
    ({ expectedVersion, ...wire }) => ({ type: 'ReturnLines', ...wire, ...given({ expectedVersion }) }),
  ),
});

/** Every event between the domain's plain data and its proto message. */
export const eventCodec = codec<OrderEvent>({
  OrderPlaced: message(
    'noren.order.v1.OrderPlaced',
    events.OrderPlaced,
    (event) => ({ ...event, order: toWireOrder(event.order) }),
    (wire) => ({ type: 'OrderPlaced', ...wire, order: fromWireOrder(present(wire.order, 'order')) }),
  ),
  OrderConfirmed: message(
    'noren.order.v1.OrderConfirmed',
    events.OrderConfirmed,
    (event) => event,
    (wire) => ({ type: 'OrderConfirmed', ...wire }),
  ),
  OrderRejected: message(
    'noren.order.v1.OrderRejected',
    events.OrderRejected,
    (event) => ({ ...event, reasons: event.reasons.map(toWireReason), neverPlaced: event.neverPlaced && toWireOrder(event.neverPlaced) }),
    ({ neverPlaced, ...wire }) => ({
      type: 'OrderRejected',
      ...wire,
      by: rejectedBy(wire.by),
      reasons: wire.reasons.map(fromWireReason),
      ...given({ neverPlaced: neverPlaced && fromWireOrder(neverPlaced) }),
    }),
  ),
  OrderAccepted: message(
    'noren.order.v1.OrderAccepted',
    events.OrderAccepted,
    (event) => event,
    (wire) => ({ type: 'OrderAccepted', ...wire }),
  ),
  OrderReady: message(
    'noren.order.v1.OrderReady',
    events.OrderReady,
    (event) => event,
    (wire) => ({ type: 'OrderReady', ...wire }),
  ),
  OrderHandedOver: message(
    'noren.order.v1.OrderHandedOver',
    events.OrderHandedOver,
    (event) => event,
    (wire) => ({ type: 'OrderHandedOver', ...wire }),
  ),
  OrderCompleted: message(
    'noren.order.v1.OrderCompleted',
    events.OrderCompleted,
    (event) => event,
    (wire) => ({ type: 'OrderCompleted', ...wire }),
  ),
  OrderCancelled: message(
    'noren.order.v1.OrderCancelled',
    events.OrderCancelled,
    (event) => event,
    (wire) => ({ type: 'OrderCancelled', ...wire, by: cancelledBy(wire.by) }),
  ),
  LinesReturned: message(
    'noren.order.v1.LinesReturned',
    events.LinesReturned,
    (event) => ({ ...event, lines: event.lines.map((line) => ({ ...line, amount: line.amount })) }),
    (wire) => ({ type: 'LinesReturned', ...wire, lines: wire.lines.map((line) => ({ ...line, amount: present(line.amount, 'amount') })) }),
  ),
});
