import type { Changes, Keys, Records, View } from '@noren/kernel';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { ours } from './bug.ts';
import { movePositions, saveRecords } from './commit.ts';
import { subscription } from './cursor.ts';
import { deadLetterOf } from './dead-letters.ts';
import { prefetch, project, type Tables } from './execute.ts';
import type { Queryable } from './record-table.ts';
import { Statement } from './statement.ts';
import type { EngineMetrics } from './engine-metrics.ts';

/** What a context keeps of others' events in its own store. It only writes records: a projection never sends a command. */
export type ProjectionParts<R extends Records, Message> = Readonly<{
  /** `order.articles`: names the subscription. */
  name: string;
  topics: readonly string[];
  /** `undefined` for a record that is nobody's business here. */
  read(record: LogRecord): Message | undefined;
  reads(message: Message, view: View<R>): Keys<R>;
  apply(view: View<R>, message: Message): Changes<R>;
  tables: Tables<R>;
  db: Queryable;
  outbox: Outbox;
  /** For what nobody waits for: fewer and larger batches. */
  lingerMs?: number;
  /** Called behind each commit with the records it took in. */
  committed?(records: readonly LogRecord[]): void;
  watch?: EngineMetrics;
}>;

/** Keeps the records of a projection: read many, fold in memory, write each changed record once, with the position. */
export function projectionSubscriber<R extends Records, Message>(parts: ProjectionParts<R, Message>): Subscriber {
  const { name, topics, db, outbox, lingerMs, watch } = parts;
  return subscription(
    { name, topics, db, maxRecords: 1_000, ...(lingerMs === undefined ? {} : { lingerMs }), ...(watch ? { watch } : {}) },
    {
      async commit(cursor, records) {
        const messages = ours(() => records.map(parts.read)).filter((message): message is NonNullable<typeof message> => message !== undefined);
        const loaded = await prefetch(parts.reads, parts.tables, db, messages);
        const changed = ours(() => project(parts.apply, loaded, messages));
        const moves = cursor.movesOf(records);
        const statement = new Statement(`project ${name}`);
        movePositions(statement, name, moves);
        ours(() => saveRecords(statement, parts.tables, loaded, changed));
        await statement.run(db);
        cursor.moved(moves);
        parts.committed?.(records);
        return records.length;
      },
      async setAside(cursor, record, error) {
        const moves = cursor.movesOf([record]);
        await deadLetterOf(name, undefined, outbox, moves, record, error).statement.run(db);
        cursor.moved(moves);
      },
    },
  );
}
