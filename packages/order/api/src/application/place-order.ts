import { newId } from '@noren/kernel';
import { limits } from '@noren/order-contract/limits';
import { actorOf, apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, money, quantity, seenLine, sku } from './schemas.ts';

/** Takes an order in. The order id is made here, and is the same for a repeat; the decision comes under the command's id. */
export const placeOrder = (submit: Submit) =>
  apiCall(
    z.object({
      shopId: id,
      externalId: seenLine(limits.externalIdCharacters),
      lines: z
        .array(z.object({ sku, quantity, unitPrice: money.optional() }))
        .min(1)
        .max(limits.linesAnOrder),
      decideWithinS: z.int().min(0).max(limits.decideWithinS),
    }),
    (request, call) => {
      requireShop(call, request.shopId);
      const [orderId, channel] = [newId('ord'), actorOf(call.identity)];
      const wire = { ...request, lines: request.lines.map((line) => ({ ...line, unitPrice: line.unitPrice })) };
      return submit(call, 'PlaceOrder', {
        request: wire,
        made: { orderId, shopId: request.shopId, channel },
        subject: orderId,
        key: orderId,
        commands: [{ type: 'PlaceOrder', ...wire, orderId, channel }],
      });
    },
  );
