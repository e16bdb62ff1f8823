import { type Reaction, processManagerSubscriber, type ReadModel, readModel, type Tables, type EngineMetrics } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics as itemTopics } from '@noren/item-contract';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { topics } from '@noren/order-contract';
import { topics as shopTopics } from '@noren/shop-contract';
import type pg from 'pg';
import { articles } from '../application/articles.ts';
import type { InventoryCommand } from '../application/inventory-messages.ts';
import { type CommandTo, react } from '../application/order-process-manager.ts';
import { shops } from '../application/shops.ts';
import type { OrderRecords } from '../domain/order.ts';
import { commandCodec, eventCodec } from './codec.ts';
import { inventoryCommand, inventoryEvent, itemEvent, shopEvent } from './others-codec.ts';

/** What Order keeps of items and shops. */
export const readModels = (tables: Pick<Tables<OrderRecords>, 'article' | 'shopInfo' | 'merchantInfo'>): readonly ReadModel[] => [
  readModel({ name: 'order.articles', topics: [itemTopics.events.name], read: itemEvent, ...articles, tables: { article: tables.article } }),
  readModel({
    name: 'order.shops',
    topics: [shopTopics.events.name],
    read: shopEvent,
    ...shops,
    tables: { shopInfo: tables.shopInfo, merchantInfo: tables.merchantInfo },
  }),
];

/** The process manager at its place in the log. */
export const orderProcess = {
  name: 'order.process',
  topics: [topics.events.name, inventoryTopics.events.name],
  react(record: LogRecord): readonly Reaction[] {
    const event = eventCodec.decode(record.type, record.value) ?? inventoryEvent(record);
    return event ? react(event).map(toReaction) : [];
  },
};

export const orderProcessManager = (parts: Readonly<{ db: pg.Pool; outbox: Outbox; watch: EngineMetrics }>): Subscriber =>
  processManagerSubscriber({ ...orderProcess, ...parts, actor: 'service:order-engine' });

function toReaction({ to, key, command }: CommandTo): Reaction {
  return to === 'inventory'
    ? { topic: inventoryTopics.commands.name, key, ...inventoryCommand<InventoryCommand['type']>(command) }
    : { topic: topics.commands.name, key, ...commandCodec.encode(command) };
}
