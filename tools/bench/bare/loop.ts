import type pg from 'pg';
import type { Metered } from '../ground.ts';
import { measure, type Figures } from '../measure.ts';

/** Runs batches one after the other on one connection, as one engine does, and tells what an item of a batch took. */
export async function batchLoop(
  { admin, postmaster }: Metered,
  name: string,
  plan: Readonly<{ seconds: number; warmUp: number; batch: number; stopAfter?: number }>,
  one: (client: pg.PoolClient, batch: number) => Promise<void>,
): Promise<Figures> {
  const client = await admin.connect();
  try {
    const { batch, ...times } = plan;
    const figures = await measure(name, { concurrency: 1, ...times }, { node: process.pid, postmaster }, () => one(client, batch).then(() => undefined), batch);
    // A batch is the loop's operation; what it costs is told for an item of it, as the platform's is.
    return { ...figures, nodeCpu: figures.nodeCpu / batch, postgresCpu: figures.postgresCpu / batch };
  } finally {
    // Its statements were prepared for tables that are dropped.
    client.release(true);
  }
}
