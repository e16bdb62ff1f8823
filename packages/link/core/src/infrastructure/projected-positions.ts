import { type CatchUp, catchUp, engineTypes, type Queryable } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import { positionKey, type Positions } from '@noren/log';
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

/** Waits until the projections have heard what the positions name, each of its own topics. */
export function waitForProjections(db: Queryable, projections: readonly Projection[]): (want: readonly Position[], withinMs: number) => Promise<boolean> {
  const each: readonly CatchUp[] = projections.map(({ name, topics }) => catchUp(db, name, topics));
  return async (want, withinMs) => {
    const positions: Positions = Object.fromEntries(want.map((position) => [positionKey(position), position.offset]));
    return (await Promise.all(each.map((projection) => projection.to(positions, withinMs)))).every((reached) => reached);
  };
}
