import { type Reaction, reactionSubscriber, type ReadModel, readModel, type Tables, type Watch } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { topics } from '@noren/order-contract';
import { topics as shopTopics } from '@noren/shop-contract';
import type pg from 'pg';
import { articles } from '../application/articles.ts';
import { type Asked, react } from '../application/order-process.ts';
import { shops } from '../application/shops.ts';
import type { OrderRecords } from '../domain/order.ts';
import { commandCodec, eventCodec } from './codec.ts';
import { inventoryCommandCodec, inventoryEvent, itemEvent, shopEvent } from './others-codec.ts';

/** What Order keeps of items and shops. */
export const readModels = (tables: Pick<Tables<OrderRecords>, 'article' | 'shopInfo'>): readonly ReadModel[] => [
  readModel({ name: 'order.articles', topics: [itemTopics.events.name], read: told(itemEvent), ...articles, tables: { article: tables.article } }),
  readModel({ name: 'order.shops', topics: [shopTopics.events.name], read: told(shopEvent), ...shops, tables: { shopInfo: tables.shopInfo } }),
];

/** The order process: which commands an event gives rise to. */
export const orderProcessManager = (parts: Readonly<{ db: pg.Pool; outbox: Outbox; watch: Watch }>): Subscriber =>
  reactionSubscriber({
    ...parts,
    name: 'order.process',
    topics: [topics.events.name, inventoryTopics.events.name],
    react: ({ type, value }) => {
      const event = eventCodec.decode(type, value) ?? inventoryEvent(type, value);
      return event ? react(event).map(toReaction) : [];
    },
    actor: 'service:order-engine',
  });

function told<Event>(read: (type: string, value: Uint8Array) => Event | undefined) {
  return ({ type, value }: LogRecord): Event | undefined => read(type, value);
}

function toReaction({ to, key, command }: Asked): Reaction {
  return to === 'inventory'
    ? { topic: inventoryTopics.commands.name, key, ...inventoryCommandCodec.encode(command) }
    : { topic: topics.commands.name, key, ...commandCodec.encode(command) };
}
