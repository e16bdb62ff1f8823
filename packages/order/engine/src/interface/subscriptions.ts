import { projectionSubscriber, type Reaction, reactionSubscriber, type Tables, type Watch } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { topics } from '@noren/order-contract';
import { topics as shopTopics } from '@noren/shop-contract';
import type pg from 'pg';
import { articles } from '../application/articles.ts';
import type { InventoryCommand } from '../application/inventory-words.ts';
import { type CommandTo, react } from '../application/order-process-manager.ts';
import { shops } from '../application/shops.ts';
import type { OrderRecords } from '../domain/order.ts';
import { commandCodec, eventCodec } from './codec.ts';
import { inventoryCommand, inventoryEvent, itemEvent, shopEvent } from './others-codec.ts';

export const ARTICLES = { name: 'order.articles', topics: [itemTopics.events.name] } as const;
export const SHOPS = { name: 'order.shops', topics: [shopTopics.events.name] } as const;

/** The process manager at its place in the log. */
export const orderProcess = {
  name: 'order.process',
  topics: [topics.events.name, inventoryTopics.events.name],
  react(record: LogRecord): readonly Reaction[] {
    const event = eventCodec.decode(record.type, record.value) ?? inventoryEvent(record);
    return event ? react(event).map(toReaction) : [];
  },
};

/** Everything Order reacts to: its process manager, and its read models of items and shops. */
export const subscriptions = (db: pg.Pool, tables: Tables<OrderRecords>, outbox: Outbox, watch: Watch): readonly Subscriber[] => [
  reactionSubscriber({ ...orderProcess, actor: 'service:order-engine', db, outbox, watch }),
  projectionSubscriber({ ...ARTICLES, read: itemEvent, ...articles, tables: { article: tables.article }, db, outbox, watch }),
  projectionSubscriber({ ...SHOPS, read: shopEvent, ...shops, tables: { shopInfo: tables.shopInfo }, db, outbox, watch }),
];

function toReaction({ to, key, command }: CommandTo): Reaction {
  return to === 'inventory'
    ? { topic: inventoryTopics.commands.name, key, ...inventoryCommand<InventoryCommand['type']>(command) }
    : { topic: topics.commands.name, key, ...commandCodec.encode(command) };
}
