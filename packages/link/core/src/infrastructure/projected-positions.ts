import { type CatchUp, catchUp, catchUpBy, engineTypes, type Queryable } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import { type Log, positionKey, type Positions } from '@noren/log';
import type { Position } from '@noren/wire';

type Projection = Readonly<{ name: string; topics: readonly string[] }>;

/** How far these projections have come now. Concurrent askers share a query. */
export function projectedPositions(db: Queryable, projections: readonly Projection[]): () => Promise<readonly Position[]> {
  const names = projections.map(({ name }) => name);
  const ask = gather<undefined, readonly Position[]>(
    async (askers) => {
      const { rows } = await db.query<{ topic: string; partition: number; next: number }>({
        name: 'heard so far',
        text: 'SELECT topic, "partition", next FROM "position" WHERE subscription = ANY($1::text[])',
        values: [names],
        types: engineTypes,
      });
      const positions = rows.map(({ topic, partition, next }) => ({ topic, partition, offset: next }));
      return askers.map(() => positions);
    },
    { concurrency: 2 },
  );
  return () => ask(undefined);
}

const byPartition = (positions: readonly Position[]): Positions => Object.fromEntries(positions.map((position) => [positionKey(position), position.offset]));

/** How far the log is in these topics: for what is asked of their owner, who shows whatever it has told. */
export const told = (log: Pick<Log, 'ends'>, topics: readonly string[]): CatchUp => catchUpBy(async () => byPartition(await log.ends(topics)), topics);

export const heard = (db: Queryable, { name, topics }: Projection): CatchUp => catchUp(db, name, topics);

/** Waits until each has come as far as the positions name, in its own topics. */
export const waitForAll =
  (each: readonly CatchUp[]) =>
  async (want: readonly Position[], withinMs: number): Promise<boolean> =>
    (await Promise.all(each.map((one) => one.to(byPartition(want), withinMs)))).every((reached) => reached);
