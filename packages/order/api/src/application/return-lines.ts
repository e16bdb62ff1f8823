import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, quantity, text } from './words.ts';

export const ReturnLines = z.object({
  orderId: id,
  lines: z
    .array(z.object({ line: z.int().min(1).max(limits.linesAnOrder), quantity }))
    .min(1)
    .max(limits.linesAnOrder),
  restock: z.boolean(),
  reason: text(limits.reasonCharacters),
  expectedVersion,
});

/** Some of the goods came back, to the shelf or not. */
export const returnLines = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof ReturnLines>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'ReturnLines',
    request: calls.ReturnLinesRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.ReturnLines', value: commands.ReturnLines.encode(request).finish() }],
  });
};
