import { live } from '@noren/bff-contract';
import { type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import type { LoggingIn } from '../../application/sessions.ts';
import { requireRole, type Visitor } from '../../application/visitor.ts';
import type { Visitors } from '../http/visitors.ts';
import type { Hub } from './hub.ts';
import { liveStream, type Stream } from './stream.ts';

/** A person has no more streams than this: tabs beyond it end the oldest. */
const STREAMS_A_PERSON = 20;

/** Streams of sessions that have ended go within so long, also where nothing happens that they could tell. */
const LOOK_MS = 250;

type Live = Readonly<{ routes: readonly Route[]; /** Ends every stream. */ close(): void }>;

/** `GET /api/live`. */
export function liveRoutes(visitors: Visitors, sessions: LoggingIn, hub: Hub): Live {
  const open = new Map<string, Set<Stream>>();
  // Together, so that all streams share a query.
  const looking = setInterval(() => void [...open.values()].forEach((theirs) => theirs.forEach((one) => one.look())), LOOK_MS).unref();
  let closing = false;

  const begin = async ({ session, person }: Visitor, shopId: string | undefined, lastId: string | undefined): Promise<Stream> => {
    const shopIds = new Set(shopId === undefined ? person.shops.map((of) => of.shopId) : [shopId]);
    // Rights are those of the beginning: where they change, the page asks for its session again and comes back.
    const stream = await liveStream(hub, { merchantId: person.merchantId, shopIds }, lastId, () => sessions.stands(session));
    const theirs = open.get(person.personId) ?? new Set();
    open.set(person.personId, theirs.add(stream));
    stream.body.once('close', () => {
      theirs.delete(stream);
      if (theirs.size === 0) open.delete(person.personId);
    });
    for (const oldest of [...theirs].slice(0, Math.max(0, theirs.size - STREAMS_A_PERSON))) oldest.end();
    if (closing) stream.end();
    return stream;
  };

  const { stream: spec } = live;
  const stream = route({
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    tags: ['live'],
    scope: spec.takes,
    query: spec.query,
    headers: z.object({ 'last-event-id': z.string().max(2_000).optional() }),
    responses: { 200: { description: spec.summary, contentType: 'text/event-stream' } },
    async handle({ query: { shopId }, headers, identity }) {
      const visitor = visitors.of(identity);
      requireRole(visitor.person, spec.takes, shopId);
      const { body } = await begin(visitor, shopId, headers['last-event-id']);
      return { status: 200, body, headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } };
    },
  });
  return {
    routes: [stream],
    close() {
      closing = true;
      clearInterval(looking);
      for (const theirs of open.values()) for (const one of theirs) one.end();
    },
  };
}
