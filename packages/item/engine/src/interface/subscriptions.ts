import { events, topics } from '@noren/category-contract';
import { present, projectionSubscriber, type Tables, type Watch } from '@noren/engine-kit';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import type pg from 'pg';
import { type Filing, filings, type ItemFiled } from '../application/filings.ts';

/** Everything Item reacts to: what it keeps of Category, under which category an item is filed. */
export const subscriptions = (db: pg.Pool, tables: Tables<{ filing: Filing }>, outbox: Outbox, watch: Watch): readonly Subscriber[] => [
  projectionSubscriber({ name: 'item.filings', topics: [topics.events.name], read: itemFiled, ...filings, tables, db, outbox, watch }),
];

function itemFiled({ type, value }: LogRecord): ItemFiled | undefined {
  if (type !== 'noren.category.v1.ItemFiled') return undefined;
  return { type: 'ItemFiled', ...present(events.ItemFiled.decode(value).filing, 'filing') };
}
