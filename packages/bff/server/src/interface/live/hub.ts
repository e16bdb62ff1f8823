import { type Log, type LogRecord, type Position, positionKey, type Running } from '@noren/log';
import { readPlace, writtenPlace } from './positions.ts';
import { type LiveEvent, liveTopics, readLiveEvent } from './live-events.ts';

/** What happened, in order, and the place behind it. `lost`: there was more than can be told, or it is gone. */
export type Batch = Readonly<{ place: string; events: readonly LiveEvent[]; lost?: true }>;
type Listener = (batch: Batch) => void;

/** One tail of the log for all streams of this process. */
export interface Hub {
  /**
   * Hears everything behind a place, then everything as it comes, without a gap between. Without a place: from now on. The place of the first batch is where it stands.
   */
  listen(place: string | undefined, listener: Listener): Promise<Readonly<{ stop(): void }>>;
  place(): string;
  close(): Promise<void>;
}

/**
 * A stream that was away for more records than this reads its screen again instead. So does one that comes back while others are told as much: whoever does so
 * over and over makes nobody else wait for the log.
 */
const REPLAYED = 5_000;
/** Read and taken apart at a time; others' requests come between. */
const PIECE = 200;

export async function liveHub(log: Log): Promise<Hub> {
  const ends = await log.ends(liveTopics);
  const offsets = new Map(ends.map((position) => [positionKey(position), position]));
  const listeners = new Set<Listener>();
  const missed = replays(log);
  const positions = (): readonly Position[] => [...offsets.values()];
  const place = (): string => writtenPlace(liveTopics, positions());

  const tail: Running = await log.tail(liveTopics, ends, (records) => {
    // At least once: what was seen already is not told again.
    const fresh = records.filter((record) => record.offset >= (offsets.get(positionKey(record))?.offset ?? 0));
    for (const { topic, partition, offset } of fresh) offsets.set(positionKey({ topic, partition }), { topic, partition, offset: offset + 1 });
    const batch = { place: place(), events: eventsOf(fresh) };
    for (const listener of listeners) listener(batch);
  });

  return {
    place,
    async listen(from, listener) {
      // What comes while the past is read waits until it has been told.
      let waiting: Batch[] | undefined = [];
      const buffered: Listener = (batch) => (waiting ? void waiting.push(batch) : listener(batch));
      listeners.add(buffered);
      const upTo = positions();
      const here = writtenPlace(liveTopics, upTo);
      try {
        const behind = from === undefined ? { events: [] } : await missed(readPlace(liveTopics, from, upTo), upTo);
        listener({ place: here, ...behind });
      } catch (error) {
        listeners.delete(buffered);
        throw error;
      }
      for (const batch of waiting.splice(0)) listener(batch);
      waiting = undefined;
      return { stop: () => void listeners.delete(buffered) };
    },
    close: () => tail.stop(),
  };
}

const eventsOf = (records: readonly LogRecord[]): readonly LiveEvent[] => records.flatMap((record) => readable(record) ?? []);

/** An event that cannot be read shows nothing; it takes no others with it, now or when somebody comes back from before it. */
function readable(record: LogRecord): LiveEvent | undefined {
  try {
    return readLiveEvent(record);
  } catch {
    return undefined;
  }
}

type Missed = Readonly<{ events: readonly LiveEvent[]; lost?: true }>;

const LOST: Missed = { events: [], lost: true };

/** Reads everything between two places; `lost` where it is too much, by itself or beside what others are reading, or where the log no longer has it. */
function replays(log: Log) {
  let underWay = 0;
  return async (from: readonly Position[] | undefined, upTo: readonly Position[]): Promise<Missed> => {
    if (!from) return LOST;
    const ends = new Map(upTo.map((position) => [positionKey(position), position.offset]));
    const endOf = (position: Position): number => ends.get(positionKey(position)) ?? 0;
    const count = from.reduce((sum, position) => sum + endOf(position) - position.offset, 0);
    if (underWay + count > REPLAYED) return LOST;
    underWay += count;
    try {
      return await between(log, from, endOf);
    } finally {
      underWay -= count;
    }
  };
}

async function between(log: Log, from: readonly Position[], endOf: (position: Position) => number): Promise<Missed> {
  const told: Readonly<{ at: string; events: readonly LiveEvent[] }>[] = [];
  for (const start of from) {
    for (let next = start.offset; next < endOf(start);) {
      const found = (await log.read({ ...start, offset: next }, PIECE)).filter(({ offset }) => offset < endOf(start));
      if (found[0]?.offset !== next) return LOST;
      told.push(...found.map((record) => ({ at: record.at, events: eventsOf([record]) })));
      next += found.length;
    }
  }
  return { events: told.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).flatMap(({ events }) => events) };
}
