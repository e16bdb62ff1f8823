import { positionKey, type Log, type LogRecord, type Position } from '@noren/log';
import { attemptOf, HEADERS, originOf, withoutTrouble } from './headers.ts';

/** A record that was given up, and what is known of why. */
export type DeadLetter = Readonly<{
  record: LogRecord;
  /** Where it was first read. */
  origin: Position;
  attempts: number;
  /** ISO 8601, UTC; empty where the record does not say. */
  firstFailedAt: string;
  failedAt: string;
  error: string;
}>;

/** Where a redriven record lay among the dead letters: `topic/partition/offset`. */
export const REDRIVEN = 'lanes-redriven';

export function deadLetterOf(record: LogRecord): DeadLetter {
  const { headers } = record;
  return {
    record,
    origin: originOf(record),
    attempts: attemptOf(headers),
    firstFailedAt: headers[HEADERS.firstFailedAt] ?? '',
    failedAt: headers[HEADERS.failedAt] ?? '',
    error: headers[HEADERS.error] ?? '',
  };
}

const PAGE = 500;

/** Whether a record was given up: one that waits in a retry topic says when it is due, any other that nothing failed. */
const isDeadLetter = ({ headers }: LogRecord): boolean => headers[HEADERS.failedAt] !== undefined && headers[HEADERS.due] === undefined;

/** All dead letters of a topic, partition by partition in order; from positions, or from the beginning. What lies between them and is none is passed over. */
export async function* deadLetters(log: Log, topic: string, from: readonly Position[] = []): AsyncGenerator<DeadLetter> {
  const starts = new Map(from.map((position) => [positionKey(position), position.offset]));
  for (const end of await log.ends([topic])) {
    let offset = starts.get(positionKey(end)) ?? 0;
    while (offset < end.offset) {
      const records = await log.read({ ...end, offset }, PAGE);
      for (const record of records) if (isDeadLetter(record)) yield deadLetterOf(record);
      offset = (records.at(-1)?.offset ?? end.offset) + 1;
    }
  }
}

/** Those of the topics that are for dead letters: the first record of a partition says so. One that is empty says nothing. */
export async function topicsOfDeadLetters(log: Log, topics: readonly string[]): Promise<readonly string[]> {
  const ofLetters = new Set<string>();
  for (const end of topics.length === 0 ? [] : await log.ends(topics)) {
    if (end.offset === 0 || ofLetters.has(end.topic)) continue;
    const [first] = await log.read({ ...end, offset: 0 }, 1);
    if (first !== undefined && isDeadLetter(first)) ofLetters.add(end.topic);
  }
  return topics.filter((topic) => ofLetters.has(topic));
}

/** The one at a position; undefined where there is none (any more). */
export async function deadLetterAt(log: Log, position: Position): Promise<DeadLetter | undefined> {
  const [record] = await log.read(position, 1);
  return record?.offset === position.offset ? deadLetterOf(record) : undefined;
}

/**
 * Appends the records to the topics that they came from, as they were before anything failed; gives their positions there. They stay among the dead letters, which
 * the log drops when its retention says so; a record says in its header `lanes-redriven` where it lay. All or none, as `append` does it.
 */
export const redrive = (log: Log, letters: readonly DeadLetter[]): Promise<readonly Position[]> =>
  log.append(
    letters.map(({ record, origin }) => {
      const { key, id, type, value, headers } = record;
      if (origin.topic === record.topic) throw new RangeError(`${positionKey(record)}/${record.offset} does not say which topic it came from`);
      const lay = `${positionKey(record)}/${record.offset}`;
      return { topic: origin.topic, key, id, type, value, headers: { ...withoutTrouble(headers), [REDRIVEN]: lay } };
    }),
  );
