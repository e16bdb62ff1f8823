import { messageCodec } from '@noren/engine-kit';
import { commands, events } from '@noren/order-contract';
import { cancelledBy, type OrderCommand, type OrderEvent, orderWords, rejectedBy } from '../domain/order.ts';

export const commandCodec = messageCodec<OrderCommand>()(commands);

export const eventCodec = messageCodec<OrderEvent>()(events, {
  OrderPlaced: { order: orderWords },
  OrderRejected: { by: rejectedBy, neverPlaced: orderWords },
  OrderCancelled: { by: cancelledBy },
});
