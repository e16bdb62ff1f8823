import { gather } from '@noren/kernel';
import { type SequenceByProducer, positionKey, type Position, type Positions, parsePositionKey, type TopicPartition } from '@noren/log';
import { engineTypes, type Queryable } from './record-table.ts';

/** Where a taken-over partition is read from, the epoch that may move it, and by producer the last number that was seen in it. */
export type Taken = Position & Readonly<{ epoch: number; sequences: SequenceByProducer }>;

/** Takes partitions over: from now on only this epoch moves their positions. */
export async function takeOver(db: Queryable, subscription: string, partitions: readonly TopicPartition[]): Promise<readonly Taken[]> {
  const { rows } = await db.query<{ topic: string; partition: number; next: number; epoch: number; sequences: SequenceByProducer }>({
    text: `INSERT INTO "position" AS p (subscription, topic, "partition", epoch)
           SELECT $1, u.topic, u."partition", 1 FROM unnest($2::text[], $3::int[]) AS u(topic, "partition") ORDER BY 2, 3
           ON CONFLICT (subscription, topic, "partition") DO UPDATE SET epoch = p.epoch + 1
           RETURNING topic, "partition", next, epoch, heard AS sequences`,
    values: [subscription, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
    types: engineTypes,
  });
  return rows.map(({ topic, partition, next, epoch, sequences }) => ({ topic, partition, offset: next, epoch, sequences }));
}

/** How far a subscription has come, by partition. */
export async function reached(db: Queryable, subscription: string): Promise<Positions> {
  const { rows } = await db.query<{ topic: string; partition: number; next: number }>({
    name: 'reached',
    text: `SELECT topic, "partition", next FROM "position" WHERE subscription = $1`,
    values: [subscription],
    types: engineTypes,
  });
  return Object.fromEntries(rows.map((row) => [positionKey(row), row.next]));
}

/** The later of both, partition by partition. */
export function latest(...all: readonly Positions[]): Positions {
  const out: Record<string, number> = {};
  for (const positions of all) for (const [key, offset] of Object.entries(positions)) out[key] = Math.max(out[key] ?? 0, offset);
  return out;
}

export const isBehind = (have: Positions, want: Positions): boolean => Object.entries(want).some(([key, offset]) => (have[key] ?? 0) < offset);

/** Says whether a subscription has come as far as `want`, and waits for it. */
export interface CatchUp {
  /** True once it has; false when `withinMs` are over. Positions of topics that the subscription does not read do not count. */
  to(want: Positions, withinMs: number): Promise<boolean>;
}

export const catchUp = (db: Queryable, subscription: string, topics: readonly string[]): CatchUp => catchUpBy(() => reached(db, subscription), topics);

/** The same for whatever else follows these topics; `now` says how far it is. */
export function catchUpBy(now: () => Promise<Positions>, topics: readonly string[]): CatchUp {
  let known: Positions = {};
  // Whoever waits looks again and again, and anybody may wait for what never comes: one look is under way, for all of them.
  const look = gather<undefined, undefined>(async (askers) => {
    known = latest(known, await now());
    return askers.map(() => undefined);
  });
  return {
    async to(wanted, withinMs) {
      const want = Object.fromEntries(Object.entries(wanted).filter(([key]) => topics.includes(parsePositionKey(key).topic)));
      const until = performance.now() + withinMs;
      for (;;) {
        if (!isBehind(known, want)) return true;
        await look(undefined);
        if (!isBehind(known, want)) return true;
        if (performance.now() >= until) return false;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
  };
}
