import { type Log, type Position, positionKey } from '@noren/log';
import { engineTypes, type Queryable } from './record-table.ts';

/** How a store stands: how far its subscriptions are, what they have set aside, and what waits in its outbox. Ages in seconds. */
export type Standing = Readonly<{
  positions: readonly (Position & Readonly<{ subscription: string }>)[];
  deadLetters: readonly Readonly<{ subscription: string; records: number }>[];
  outbox: readonly Readonly<{ topic: string; partition: number; records: number; oldest: number }>[];
}>;

/** More of them than this are counted as this many: somebody has to look anyway. */
const MOST_LETTERS = 10_000;
/** Three looks at small tables and at the heads of the outbox's partitions, whatever lies behind them. */
const LOOK = {
  name: 'standing',
  text: `
    SELECT
      (SELECT coalesce(json_agg(json_build_object('subscription', subscription, 'topic', topic, 'partition', "partition", 'offset', next)), '[]')
       FROM "position") AS positions,
      (SELECT coalesce(json_agg(json_build_object('subscription', l.subscription, 'records', l.records)), '[]')
       FROM (SELECT subscription, count(*) AS records FROM (SELECT subscription FROM dead_letter WHERE redriven_at IS NULL LIMIT ${MOST_LETTERS}) d GROUP BY 1) l) AS letters,
      (SELECT coalesce(json_agg(json_build_object('topic', h.topic, 'partition', h."partition", 'records', h.next - o.seq,
                                                  'oldest', extract(epoch FROM clock_timestamp() - o.at)::float8)), '[]')
       FROM outbox_head h
       CROSS JOIN LATERAL (SELECT seq, at FROM outbox WHERE topic = h.topic AND "partition" = h."partition" ORDER BY seq LIMIT 1) o) AS outbox`,
};

export async function standingOf(db: Queryable): Promise<Standing> {
  const { rows } = await db.query<{ positions: Standing['positions']; letters: Standing['deadLetters']; outbox: Standing['outbox'] }>({
    ...LOOK,
    types: engineTypes,
  });
  const { positions = [], letters = [], outbox = [] } = rows[0] ?? {};
  return { positions, deadLetters: letters, outbox };
}

/** What a subscription has yet to work through in a partition, and for how many seconds the first of it has been waiting; 0 and 0: nothing. */
export type Lag = Readonly<{ subscription: string; topic: string; partition: number; records: number; seconds: number | undefined }>;

/** So many first records are read at a time at most, of those who are furthest behind; one that has been read is remembered while its subscription stands there. */
const MOST_READ = 16;

/** Says how far subscriptions are behind the log. */
export function lagOf(log: Pick<Log, 'ends' | 'read'>, now: () => Date): (positions: Standing['positions']) => Promise<readonly Lag[]> {
  let known = new Map<string, number>();
  const arrived = async (position: Position): Promise<number> => Date.parse((await log.read(position, 1))[0]?.at ?? now().toISOString());
  return async (positions) => {
    const ends = new Map((await log.ends([...new Set(positions.map(({ topic }) => topic))])).map((end) => [positionKey(end), end.offset]));
    const lags = positions.map((position) => ({ ...position, records: Math.max(0, (ends.get(positionKey(position)) ?? 0) - position.offset) }));
    const behind = new Map(lags.filter(({ records }) => records > 0).map((lag) => [whereOf(lag), lag]));
    const unread = [...behind].filter(([where]) => !known.has(where)).toSorted(([, a], [, b]) => b.records - a.records);
    const read = await Promise.all(unread.slice(0, MOST_READ).map(async ([where, lag]) => [where, await arrived(lag)] as const));
    known = new Map([...[...known].filter(([where]) => behind.has(where)), ...read]);
    return lags.map((lag) => ({ ...lag, seconds: lag.records === 0 ? 0 : secondsSince(known.get(whereOf(lag)), now()) }));
  };
}

const whereOf = (position: Position): string => `${positionKey(position)}=${position.offset}`;

const secondsSince = (arrived: number | undefined, now: Date): number | undefined =>
  arrived === undefined ? undefined : Math.max(0, now.getTime() - arrived) / 1_000;
