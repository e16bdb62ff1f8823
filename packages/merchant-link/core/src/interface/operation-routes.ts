import { Refusal } from '@noren/kernel';
import { positionOf, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import { linesAnswer, positionsOf } from '../application/lines.ts';
import { LinesAnswer } from '../application/schemas.ts';
import { POSITION } from './replies.ts';
import type { Contexts, Decisions } from '../application/ports.ts';

export const operationRoutes = (contexts: Contexts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/operations/{operationId}',
    summary: 'What became of a call of many lines',
    tags: ['Operations'],
    scope: ['items:write', 'stock:write', 'orders:write'],
    params: z.strictObject({ operationId: z.string().max(100) }),
    problems: ['operation_not_found'],
    responses: { 200: { description: 'An answer a line', schema: LinesAnswer, headers: POSITION } },
    async handle({ params }) {
      const { context, client, operationId } = whoseIs(contexts, params.operationId);
      const found = await client.getOperation({ operationId });
      return { status: 200, body: linesAnswer(context, found, []), headers: positionOf(positionsOf(found)) };
    },
  }),
];

/** The context that took the call stands before the operation's own id. */
function whoseIs({ items, inventory, orders }: Contexts, operation: string) {
  const [context = '', operationId = ''] = operation.split('.');
  const clients: Readonly<Record<string, Decisions>> = { item: items, inventory, order: orders };
  const client = Object.hasOwn(clients, context) ? clients[context] : undefined;
  if (!client) throw new Refusal('not_found', 'operation_not_found', `there is no operation ${operation}`, 'operationId');
  return { context, client, operationId };
}
