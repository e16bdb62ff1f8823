import { type Route, route } from '@noren/service-kit';
import { upsertItems, UpsertItems } from '../application/upsert-items.ts';
import { LinesAnswer } from '../application/schemas.ts';
import type { Contexts } from '../application/ports.ts';
import { BULK, linesReply, merchantOf } from './replies.ts';

export const itemRoutes = (contexts: Contexts): readonly Route[] => [
  route({
    method: 'PUT',
    path: '/v1/items',
    summary: 'Create or replace items by SKU',
    description: 'Up to 10,000 lines; each is decided by itself and has its own answer. Fields that are missing fall back as described, not to what they were.',
    tags: ['Items'],
    scope: 'items:write',
    idempotent: true,
    ...BULK,
    body: UpsertItems,
    problems: ['idempotency_key_reused'],
    responses: {
      200: { description: 'Every line is decided', schema: LinesAnswer },
      202: { description: 'Some lines are not decided yet', schema: LinesAnswer },
    },
    handle: async ({ body, identity, idempotencyKey }) => linesReply(await upsertItems(contexts, merchantOf(identity), body.lines, idempotencyKey)),
  }),
];
