import { z } from 'zod';
import { call } from './call.ts';
import { id, instant, version } from './schemas.ts';

/**
 * What `GET /api/live` tells, as server-sent events. Each has an id; a browser that comes back gives the last one (`Last-Event-ID`) and misses nothing.
 *
 * - `ready`: the stream stands; what happens from now on is told. Data: `{}`. Sent first where no place to go on from was given.
 * - `changes`: data is an array of `Change`, in the order in which they happened for one thing.
 * - `reset`: the place to go on from is too old, or too much happened to tell it all: read again whatever is shown. Data: `{}`.
 * - `goodbye`: the session has ended or its rights have changed, at once: ask for the session again, then come back. Data: `{}`.
 *
 * Comments (`:`) come every 15 seconds; a stream that is silent for longer is dead.
 */
export const liveEvents = ['ready', 'changes', 'reset', 'goodbye'] as const;

export const Change = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('order'),
    shopId: id,
    orderId: id,
    what: z.enum(['placed', 'confirmed', 'accepted', 'ready', 'handed_over', 'completed', 'rejected', 'cancelled', 'returned']),
    at: instant,
  }),
  z.strictObject({ of: z.literal('stock'), shopId: id, skus: z.array(z.string()) }),
  z.strictObject({ of: z.literal('shop'), shopId: id, version }),
  z.strictObject({ of: z.literal('item'), sku: z.string(), version }),
  z.strictObject({ of: z.literal('category'), categoryId: id }),
  z.strictObject({ of: z.literal('filing'), sku: z.string() }),
]);
export type Change = z.infer<typeof Change>;
export const Changes = z.array(Change);

export const live = {
  stream: call({
    method: 'GET',
    path: '/api/live',
    summary: 'What changes, as it happens (text/event-stream)',
    takes: 'clerk',
    query: z.strictObject({ shopId: id.optional().describe('Orders and stock of this shop only') }),
    answers: { 200: z.string() },
  }),
};
