import { messageCodec } from '@noren/engine-kit';
import { commands, events } from '@noren/order-contract';
import { orderStatuses } from '@noren/order-contract/statuses';
import { cancelledBy, type OrderCommand, type OrderEvent, orderEnums, rejectedBy } from '../domain/order.ts';

export const commandCodec = messageCodec<OrderCommand>()(commands);

/** Empty in events of before it was written. */
const status = [...orderStatuses, ''] as const;

export const eventCodec = messageCodec<OrderEvent>()(events, {
  OrderPlaced: { order: orderEnums },
  OrderConfirmed: { status },
  OrderRejected: { status, by: rejectedBy, neverPlaced: orderEnums },
  OrderAccepted: { status },
  OrderReady: { status },
  OrderHandedOver: { status },
  OrderCompleted: { status },
  OrderCancelled: { status, by: cancelledBy },
  LinesReturned: { status },
});
