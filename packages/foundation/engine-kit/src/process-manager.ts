import { idFrom } from '@noren/kernel';
import { type LogRecord, type NewRecord, type Outbox, positionKey, type Subscriber } from '@noren/log';
import { ours } from './bug.ts';
import { appendRecords, movePositions } from './commit.ts';
import { subscription } from './cursor.ts';
import { deadLetterOf } from './dead-letters.ts';
import { passedOn } from './decide.ts';
import type { Queryable } from './record-table.ts';
import { Statement } from './statement.ts';
import type { EngineMetrics } from './engine-metrics.ts';

/** A command that an event gives rise to, ready for the log of whoever is asked. */
export type Reaction = Readonly<{ topic: string; key: string; type: string; value: Uint8Array }>;

type ProcessManagerParts = Readonly<{
  /** `order.process`: names the subscription. */
  name: string;
  topics: readonly string[];
  /** The commands that a record gives rise to; none for one that is nobody's business here. */
  react(record: LogRecord): readonly Reaction[];
  /** Who asks, in the commands' `actor`. */
  actor: string;
  db: Queryable;
  outbox: Outbox;
  watch?: EngineMetrics;
}>;

/**
 * Turns events into commands. A command's id is a hash of the event's id, the subscription and its place, and it is appended in the commit that moves
 * the position: a repeat is the same command. It has seen the event that it answers, so that its outcome leads to what that event tells.
 */
export function processManagerSubscriber(parts: ProcessManagerParts): Subscriber {
  const { name, topics, db, outbox } = parts;
  return subscription(
    { name, topics, db, maxRecords: 1_000, ...(parts.watch ? { watch: parts.watch } : {}) },
    {
      async commit(cursor, records) {
        const commands = ours(() => records.flatMap((record) => commandsOf(parts, record)));
        const moves = cursor.movesOf(records);
        const statement = new Statement(`react ${name}`);
        movePositions(statement, name, moves);
        appendRecords(statement, outbox, commands);
        statement.answers('(SELECT positions FROM appended)');
        await statement.run(db);
        cursor.moved(moves);
        outbox.committed(commands);
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

const commandsOf = ({ name, react, actor }: ProcessManagerParts, record: LogRecord): NewRecord[] =>
  react(record).map(({ topic, key, type, value }, at) => ({
    topic,
    key,
    type,
    value,
    id: idFrom('cmd', name, record.id, String(at)),
    headers: { ...passedOn(record.headers), actor, causationid: record.id, seen: JSON.stringify({ [positionKey(record)]: record.offset + 1 }) },
  }));
