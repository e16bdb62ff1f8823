import type { LogRecord, NewRecord } from '@noren/log';

type Headers = Readonly<Record<string, string>>;

/** What a record in a retry topic or among the dead letters says of itself, as text headers. Times are ISO 8601, UTC. */
export const HEADERS = {
  /** In retry topics the try that comes, among dead letters the tries that were. */
  attempt: 'lanes-attempt',
  due: 'lanes-due',
  firstFailedAt: 'lanes-first-failed-at',
  failedAt: 'lanes-failed-at',
  error: 'lanes-error',
  /** Where the record was first read. */
  topic: 'lanes-topic',
  partition: 'lanes-partition',
  offset: 'lanes-offset',
} as const;

const LONGEST_ERROR = 1_000;

type Trouble = Readonly<{ attempt: number; at: number; firstFailedAt: string; error: unknown }>;

/** A copy of the record for another topic: same key, id, type and bytes. */
export function moved(record: LogRecord, topic: string, trouble: Trouble, due?: number): NewRecord {
  const { key, id, type, value, headers } = record;
  const { [HEADERS.due]: _due, ...others } = headers;
  const own = {
    [HEADERS.attempt]: String(trouble.attempt),
    [HEADERS.firstFailedAt]: trouble.firstFailedAt,
    [HEADERS.failedAt]: new Date(trouble.at).toISOString(),
    [HEADERS.error]: describe(trouble.error).slice(0, LONGEST_ERROR),
    ...(due === undefined ? {} : { [HEADERS.due]: new Date(due).toISOString() }),
  };
  return { topic, key, id, type, value, headers: { ...others, ...originHeaders(record), ...own } };
}

/** A copy of the record for the topic of keys that come too often. */
export const shaped = (record: LogRecord, topic: string): NewRecord => {
  const { key, id, type, value, headers } = record;
  return { topic, key, id, type, value, headers: { ...headers, ...originHeaders(record) } };
};

function originHeaders(record: LogRecord): Headers {
  const { topic, partition, offset } = originOf(record);
  return { [HEADERS.topic]: topic, [HEADERS.partition]: String(partition), [HEADERS.offset]: String(offset) };
}

/** Where a record was first read, through retry topics. */
export function originOf({ topic, partition, offset, headers }: LogRecord): Readonly<{ topic: string; partition: number; offset: number }> {
  const first = headers[HEADERS.topic];
  if (first === undefined) return { topic, partition, offset };
  return { topic: first, partition: Number(headers[HEADERS.partition]), offset: Number(headers[HEADERS.offset]) };
}

/** The headers as they were before anything failed. */
export function withoutTrouble(headers: Headers): Headers {
  const ours: ReadonlySet<string> = new Set(Object.values(HEADERS));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name)));
}

/** When the record is due, milliseconds since 1970; 0 where it does not say, or says what is no time. */
export const dueOf = (headers: Headers): number => Date.parse(headers[HEADERS.due] ?? '') || 0;

/** Which try comes next. */
export function attemptOf(headers: Headers): number {
  const said = headers[HEADERS.attempt];
  const attempt = said === undefined ? 1 : Number(said);
  return Number.isSafeInteger(attempt) && attempt >= 1 ? attempt : 1;
}

const describe = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : typeof error === 'string' ? error : 'unknown');
