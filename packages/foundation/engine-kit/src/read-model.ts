import type { Records } from '@noren/kernel';
import type { Outbox, Subscriber } from '@noren/log';
import type pg from 'pg';
import type { Tables } from './execute.ts';
import { type ProjectionParts, projectionSubscriber } from './projection.ts';
import type { Queryable, RecordTable } from './record-table.ts';
import type { EngineMetrics } from './engine-metrics.ts';

type ReadModelParts = Readonly<{ db: Queryable; outbox: Outbox; watch?: EngineMetrics; committed?: NonNullable<ProjectionParts<Records, never>['committed']> }>;

/** What a context keeps of others' events in its own store: one that follows the log, and that can be made anew from it. */
export type ReadModel = Readonly<{
  /** `order.articles`: names it, and its subscription. */
  name: string;
  topics: readonly string[];
  /** The tables that it consists of. No other read model writes them. */
  tables: readonly string[];
  /** Follows the log. `copy`: into tables of the same names with this behind them, under a position of its own. */
  subscriber(parts: ReadModelParts, copy?: string): Subscriber;
  /** Called in the transaction that puts a rebuilt one in its place, where that changed rows: for what refers to the rows as they were. */
  replaced?(db: pg.ClientBase): Promise<unknown>;
}>;

type Description<R extends Records, Message> = Pick<ProjectionParts<R, Message>, 'name' | 'topics' | 'read' | 'reads' | 'apply' | 'tables' | 'lingerMs'> &
  Pick<ReadModel, 'replaced'>;

export const readModel = <R extends Records, Message>({ replaced, ...model }: Description<R, Message>): ReadModel => ({
  name: model.name,
  topics: model.topics,
  tables: Object.values<RecordTable<R[keyof R]>>(model.tables).map(({ name }) => name),
  subscriber: (parts, copy = '') =>
    projectionSubscriber({
      ...model,
      ...parts,
      name: model.name + copy,
      tables: copiesOf(model.tables, copy),
    }),
  ...(replaced ? { replaced } : {}),
});

/** The same tables by other names. */
const copiesOf = <R extends Records>(tables: Tables<R>, copy: string): Tables<R> =>
  Object.fromEntries(Object.entries<RecordTable<R[keyof R]>>(tables).map(([kind, table]) => [kind, { ...table, name: table.name + copy }])) as Tables<R>;
