import { topics as categoryTopics } from '@noren/category-contract';
import { type EngineMetrics, processManagerSubscriber, type Reaction, type ReadModel, readModel, type Tables } from '@noren/engine-kit';
import { topics as inventoryTopics } from '@noren/inventory-contract';
import { topics } from '@noren/item-contract';
import { filingTable } from '@noren/item-store';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { topics as shopTopics } from '@noren/shop-contract';
import type pg from 'pg';
import { filings } from '../application/filings.ts';
import type { InventoryCommand } from '../application/inventory-messages.ts';
import { shops } from '../application/shops.ts';
import { type CommandTo, react } from '../application/unit-process-manager.ts';
import type { ItemRecords } from '../domain/item.ts';
import { commandCodec, eventCodec } from './codec.ts';
import { inventoryCommand, inventoryEvent, itemFiled, shopEvent } from './others-codec.ts';

/** What Item keeps of others: where a merchant sells, which decisions look at; and under which category an item is filed, for searches. */
export const readModels = (tables: Pick<Tables<ItemRecords>, 'shops'>): readonly ReadModel[] => [
  readModel({ name: 'item.filings', topics: [categoryTopics.events.name], read: itemFiled, ...filings, tables: { filing: filingTable } }),
  readModel({ name: 'item.shops', topics: [shopTopics.events.name], read: shopEvent, ...shops, tables: { shops: tables.shops } }),
];

/** The process manager at its place in the log. */
const unitProcess = {
  name: 'item.process',
  topics: [topics.events.name, inventoryTopics.events.name],
  react(record: LogRecord): readonly Reaction[] {
    const event = eventCodec.decode(record.type, record.value) ?? inventoryEvent(record);
    return event ? react(event).map(toReaction) : [];
  },
};

export const unitProcessManager = (parts: Readonly<{ db: pg.Pool; outbox: Outbox; watch: EngineMetrics }>): Subscriber =>
  processManagerSubscriber({ ...unitProcess, ...parts, actor: 'service:item-engine' });

function toReaction({ to, key, command }: CommandTo): Reaction {
  return to === 'inventory'
    ? { topic: inventoryTopics.commands.name, key, ...inventoryCommand<InventoryCommand['type']>(command) }
    : { topic: topics.commands.name, key, ...commandCodec.encode(command) };
}
