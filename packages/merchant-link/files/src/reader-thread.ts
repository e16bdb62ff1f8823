import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportedItem } from './item.ts';
import { limits } from './limits.ts';
import type { FromReader, Job } from './read-in-thread.ts';
import { readItems } from './read-file.ts';
import { refusedRows } from './refused-rows.ts';
import type { Problem } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

/** What a thread is for: it reads one file, tells what it says a piece at a time, each when it is asked for, and ends. */
const PIECE = 1_000;

async function tell(message: FromReader): Promise<void> {
  if (parentPort === null) throw new Error('this file is run in a thread of its own');
  const asked = once(parentPort, 'message');
  parentPort.postMessage(message);
  await asked;
}

async function run(job: Job): Promise<FromReader> {
  if (job.what === 'refused') return { done: refusedRows(job.bytes, job.reading, job.told) };
  const { kind, header, items, problems } = readItems(job.bytes, job.reading);
  const said = items.reduce((sum, item) => sum + saidBy(item), 0);
  if (said > limits.said) throw new UnreadableFile('its rows say too much together: cut it into several files');
  await tell({ header });
  for (let at = 0; at < items.length; at += PIECE) await tell({ items: items.slice(at, at + PIECE) });
  const told = fewer(problems);
  for (let at = 0; at < told.length; at += PIECE) await tell({ problems: told.slice(at, at + PIECE) });
  return { done: kind };
}

/** How many characters an item holds, about. */
function saidBy({ sku, names = {}, imageUrls, category }: ImportedItem): number {
  const texts = [sku, category ?? '', ...Object.values(names).map((name) => name ?? ''), ...(imageUrls ?? [])];
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** Where there are very many problems, the first of each row. */
function fewer(problems: readonly Problem[]): readonly Problem[] {
  return problems.length <= limits.problems ? problems : problems.filter(({ line }, at) => problems[at - 1]?.line !== line);
}

async function answer(job: Job): Promise<FromReader> {
  try {
    return await run(job);
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message };
    throw error;
  }
}

const last = await answer(workerData);
parentPort?.postMessage(last);
