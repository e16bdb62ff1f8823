import { firstTimes, type SequenceByProducer, type LogRecord, LostPartitions, positionKey, sequenceOf, type Subscriber } from '@noren/log';
import { Bug } from './bug.ts';
import { type Move, movePositions } from './commit.ts';
import { takeOver, type Taken } from './positions.ts';
import type { Queryable } from './record-table.ts';
import { meaningOf, sqlState, Statement } from './statement.ts';
import { unwatched, type EngineMetrics } from './engine-metrics.ts';

/** The partitions that a subscription has taken over, and how far each has been committed. */
export class Cursor {
  readonly #taken = new Map<string, Taken>();

  take(positions: readonly Taken[]): void {
    for (const position of positions) this.#taken.set(positionKey(position), position);
  }

  drop(partitions: readonly Readonly<{ topic: string; partition: number }>[]): void {
    for (const partition of partitions) this.#taken.delete(positionKey(partition));
  }

  /** A batch that is repeated after an outage begins with what was committed of it before. */
  notYet(records: readonly LogRecord[]): LogRecord[] {
    return records.filter((record) => record.offset >= (this.#taken.get(positionKey(record))?.offset ?? Infinity));
  }

  /** Without those that have come before: a relay may bring a record twice. */
  firstTimes(records: readonly LogRecord[]): readonly LogRecord[] {
    return firstTimes(records, (partition) => this.#taken.get(partition)?.sequences ?? {});
  }

  /** How a commit of these records moves the positions. */
  movesOf(records: readonly LogRecord[]): Move[] {
    return [...Map.groupBy(records, positionKey)].map(([key, its]) => {
      const position = this.#taken.get(key);
      if (!position) throw new LostPartitions(`${key} is not ours`);
      const { topic, partition, offset, epoch } = position;
      return { topic, partition, from: offset, to: (its.at(-1)?.offset ?? offset - 1) + 1, epoch, sequences: sequencesAfter(position.sequences, its) };
    });
  }

  /** To be called when the commit is done. */
  moved(moves: readonly Move[]): void {
    for (const { topic, partition, to, epoch, sequences } of moves)
      this.#taken.set(positionKey({ topic, partition }), { topic, partition, offset: to, epoch, sequences });
  }
}

function sequencesAfter(before: SequenceByProducer, records: readonly LogRecord[]): SequenceByProducer {
  const sequences: Record<string, number> = { ...before };
  for (const record of records) {
    const sequence = sequenceOf(record);
    if (sequence) sequences[sequence.source] = Math.max(sequences[sequence.source] ?? -1, sequence.number);
  }
  return sequences;
}

/** How a subscription works through records: commits as many as it likes from the front and says how many; sets one aside. */
type Work = Readonly<{
  commit(cursor: Cursor, records: readonly LogRecord[]): Promise<number>;
  /** Passes the record and keeps it as a dead letter. */
  setAside(cursor: Cursor, record: LogRecord, error: unknown): Promise<void>;
}>;

type SubscriptionParts = Readonly<{ name: string; topics: readonly string[]; db: Queryable; maxRecords: number; lingerMs?: number; watch?: EngineMetrics }>;

/** A batch that met somebody else's write is repeated so often at once; then the log repeats it, with back-off. */
const ATTEMPTS = 5;
/** A unique key that is there already. */
const TAKEN = '23505';

/**
 * A subscription whose position lies in its own store and moves with its commits: taken over with an epoch, repeated after outages, and
 * with a batch that meets a bug (or values that cannot be stored) split until the record at fault is alone; only that one is set aside.
 */
export function subscription({ name, topics, db, maxRecords, lingerMs, watch = unwatched }: SubscriptionParts, work: Work): Subscriber {
  const cursor = new Cursor();

  const advance = async (records: readonly LogRecord[], attempt = 1): Promise<number> => {
    const started = performance.now();
    try {
      const done = await work.commit(cursor, records);
      watch.batch(name, records.slice(0, done), performance.now() - started);
      return done;
    } catch (error) {
      // Somebody else was there first: the batch is read and decided anew, and mostly finds that its partition is lost.
      if (!(error instanceof Bug) && meaningOf(error) === 'again' && attempt < ATTEMPTS) return advance(records, attempt + 1);
      if (error instanceof LostPartitions) watch.fenced(name);
      // What is there already was somebody else's doing only as long as another look helps: after these many it is the record's own.
      const byItself = error instanceof Bug || (!(error instanceof LostPartitions) && (meaningOf(error) === 'data' || sqlState(error) === TAKEN));
      const [first] = records;
      if (!byItself || !first) throw error;
      if (records.length > 1) return advance(records.slice(0, Math.ceil(records.length / 2)));
      watch.deadLetter(name, error);
      await work.setAside(cursor, first, error);
      return 1;
    }
  };

  return {
    group: name,
    topics,
    maxRecords,
    keepsPositions: true,
    ...(lingerMs === undefined ? {} : { lingerMs }),
    async assigned(partitions) {
      const positions = await takeOver(db, name, partitions);
      cursor.take(positions);
      return positions;
    },
    async revoked(partitions) {
      cursor.drop(partitions);
    },
    async batch(records, signal) {
      let rest = cursor.firstTimes(cursor.notYet(records));
      while (rest.length > 0) {
        if (signal.aborted) throw new LostPartitions('the lease ended');
        rest = rest.slice(await advance(rest));
      }
      await passOver(name, db, cursor, cursor.notYet(records));
    },
  };
}

/** What is left at the end of a batch has come before: nothing is done but to move behind it. */
async function passOver(name: string, db: Queryable, cursor: Cursor, records: readonly LogRecord[]): Promise<void> {
  if (records.length === 0) return;
  const moves = cursor.movesOf(records);
  const statement = new Statement(`pass over ${name}`);
  movePositions(statement, name, moves);
  await statement.run(db);
  cursor.moved(moves);
}
