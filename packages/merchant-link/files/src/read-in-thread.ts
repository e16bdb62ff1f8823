import { Worker } from 'node:worker_threads';
import type { ImportedItem } from './item.ts';
import { limits } from './limits.ts';
import type { Reading, ReadItems } from './read-file.ts';
import type { Told } from './refused-rows.ts';
import type { Problem } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

/** What a thread is asked. */
export type Job = Readonly<{ bytes: Uint8Array; reading: Reading }> & (Readonly<{ what: 'items' }> | Readonly<{ what: 'refused'; told: readonly Told[] }>);
/** What it tells, `done` or `unreadable` last. */
export type FromReader =
  | Readonly<{ items: readonly ImportedItem[] }>
  | Readonly<{ problems: readonly Problem[] }>
  | Readonly<{ header: readonly string[] }>
  | Readonly<{ done: string }>
  | Readonly<{ unreadable: string }>;

const THREAD = new URL('./reader-thread.ts', import.meta.url);

/**
 * Reads a file of items in a thread of its own, whose memory and time are bounded, so that no file holds others up. One file is read at a time: the next waits.
 * Throws `UnreadableFile`, also where the file needs more than a thread may have.
 */
export async function readItemsInThread(bytes: Uint8Array, reading: Reading): Promise<ReadItems> {
  const [items, problems, header]: [ImportedItem[], Problem[], string[]] = [[], [], []];
  const kind = await inTurn(() =>
    inThread({ what: 'items', bytes, reading }, (message) => {
      if ('items' in message) items.push(...message.items);
      if ('header' in message) header.push(...message.header);
      if ('problems' in message) problems.push(...message.problems);
    }),
  );
  return { kind, header, items, problems };
}

/** The rows of a file that were refused, as a file: see `refusedRows`. Likewise in a thread. */
export const refusedRowsInThread = (bytes: Uint8Array, reading: Reading, told: readonly Told[]): Promise<string> =>
  inTurn(() => inThread({ what: 'refused', bytes, reading, told }, () => undefined));

let before: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(work);
  before = turn.catch(() => undefined);
  return turn;
}

/** Runs the job, gives every message to `hear`, and asks for the next; gives the last one. */
async function inThread(job: Job, hear: (message: FromReader) => void): Promise<string> {
  const worker = new Worker(THREAD, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB, maxYoungGenerationSizeMb: 16 } });
  const ended = Promise.withResolvers<string>();
  const late = setTimeout(() => ended.reject(new UnreadableFile('it takes too long to read: cut it into several files')), limits.ms);
  worker.on('message', (message: FromReader) => {
    if ('done' in message) return ended.resolve(message.done);
    if ('unreadable' in message) return ended.reject(new UnreadableFile(message.unreadable));
    hear(message);
    worker.postMessage('next');
  });
  worker.on('error', (error) => ended.reject(isOutOfMemory(error) ? new UnreadableFile('it needs too much memory: cut it into several files') : error));
  worker.on('exit', () => ended.reject(new Error('the thread that reads a file ended without a word')));
  try {
    return await ended.promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
