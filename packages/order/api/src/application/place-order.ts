import type { Ask } from '@noren/engine-kit';
import { newId } from '@noren/kernel';
import { calls, commands } from '@noren/order-contract';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, LINES_AN_ORDER, money, quantity, sku, text } from './words.ts';

export const PlaceOrder = z.object({
  shopId: id,
  externalId: text(128),
  lines: z
    .array(z.object({ sku, quantity, unitPrice: money.optional() }))
    .min(1)
    .max(LINES_AN_ORDER),
  decideWithinS: z.int().min(0).max(86_400),
});

/** Takes an order in. The order id is made here, and is the same for a repeat; the decision comes under the command's id. */
export const placeOrder = (ask: Ask) => (request: z.infer<typeof PlaceOrder>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  const orderId = newId('ord');
  const wire = { ...request, lines: request.lines.map((line) => ({ ...line, unitPrice: line.unitPrice })) };
  return ask(call, {
    operation: 'PlaceOrder',
    request: calls.PlaceOrderRequest.encode(wire).finish(),
    made: { orderId, shopId: request.shopId },
    subject: orderId,
    commands: [
      {
        key: orderId,
        type: 'noren.order.v1.PlaceOrder',
        value: commands.PlaceOrder.encode({ ...wire, orderId, channel: call.identity.subject }).finish(),
      },
    ],
  });
};
