import { events, topics } from '@noren/category-contract';
import { eventReader, nothing, projectionSubscriber, type Tables, type Watch } from '@noren/engine-kit';
import type { Filing } from '@noren/item-store';
import type { Outbox, Subscriber } from '@noren/log';
import type pg from 'pg';
import { filings, type ItemFiled } from '../application/filings.ts';

/** Everything Item reacts to: its projection of Category, under which category an item is filed. */
export const subscriptions = (db: pg.Pool, tables: Tables<{ filing: Filing }>, outbox: Outbox, watch: Watch): readonly Subscriber[] => [
  projectionSubscriber({ name: 'item.filings', topics: [topics.events.name], read: itemFiled, ...filings, tables, db, outbox, watch }),
];

const itemFiled = eventReader<ItemFiled>()(events, {
  CategoryCreated: nothing,
  CategoryRenamed: nothing,
  CategoryMoved: nothing,
  // Only an empty category is deleted: its items were taken out before, by events of their own.
  CategoryDeleted: nothing,
  ItemFiled: ({ filing }) => filing,
});
