import type { Log } from '@noren/log';
import { isBehind, reached } from './positions.ts';
import type { ReadModel } from './read-model.ts';
import { engineTypes, type Queryable } from './record-table.ts';

type Followed = Pick<ReadModel, 'name' | 'topics'>;

/** The row under which stands how far a read model has to read before it is relied on. It outlives a restart: what is half read is not read. */
const AIM = '__first';

/**
 * A read model that is new to a store is empty, or half read, while the log has what it should know. To be called before it follows the log: whatever it has read
 * nothing of yet, it must have read to the end as that stands now. Sets no aim where it reads on from where it was.
 */
export async function aimAtEnds(db: Queryable, log: Pick<Log, 'ends'>, { name, topics }: Followed): Promise<void> {
  const ends = (await log.ends(topics)).filter(({ offset }) => offset > 0);
  const values = [name + AIM, name, ends.map(({ topic }) => topic), ends.map(({ partition }) => partition), ends.map(({ offset }) => offset)];
  await db.query({
    text: `INSERT INTO "position" (subscription, topic, "partition", next)
           SELECT $1, u.topic, u."partition", u.next FROM unnest($3::text[], $4::int[], $5::bigint[]) AS u(topic, "partition", next)
           WHERE NOT EXISTS (SELECT FROM "position" AS p WHERE p.subscription = $2 AND p.topic = u.topic AND p."partition" = u."partition" AND p.next > 0)
           ON CONFLICT DO NOTHING`,
    values,
    types: engineTypes,
  });
}

/** Whether it has come as far as was aimed at; the aim is forgotten then. */
export async function hasReadFirst(db: Queryable, { name }: Followed): Promise<boolean> {
  const [at, aim] = [await reached(db, name), await reached(db, name + AIM)];
  if (isBehind(at, aim)) return false;
  await db.query({ text: 'DELETE FROM "position" WHERE subscription = $1', values: [name + AIM] });
  return true;
}
