import { rmSync } from 'node:fs';
import { dropTopics, joined, newTopic, type Ground } from './ground.ts';
import { readJournal, type Executions } from './journal.ts';
import { specFor, type RunOptions } from './one-run.ts';
import { judge, type Verdict } from './oracle.ts';
import { producePaced, type Schedule } from './pace.ts';
import { start } from './run.ts';
import type { System } from './systems.ts';
import { keyNumber } from './tasks.ts';

export type Paced = Readonly<{ executions: Executions; schedule: Schedule; verdict: Verdict; peakMiB: number }>;

const JOINS_WITHIN_MS = 30_000;
const DRAINS_WITHIN_MS = 60_000;

/** A run of a system that is at its place before tasks come at a pace. */
export async function pacedRun(ground: Ground, system: System, perSecond: number, options: RunOptions): Promise<Paced> {
  const topic = await newTopic(ground, 'paced', ['-retry']);
  const spec = specFor(ground, system, topic, options);
  const runner = start(system.command, spec, ground.pins);
  try {
    const done = runner.done(JOINS_WITHIN_MS + (options.total * 1_000) / perSecond + DRAINS_WITHIN_MS);
    done.catch(() => undefined);
    await runner.ready;
    await joined(ground, spec.group, 1);
    const { total, keys, kindOf } = options;
    const schedule = await producePaced(ground, topic, { total, perSecond, keys, ...(kindOf === undefined ? {} : { kindOf }) });
    const { peakMiB } = await done;
    const executions = readJournal(spec.journal);
    return { executions, schedule, peakMiB, verdict: judge(executions, total, (id) => keyNumber(id, keys)) };
  } finally {
    await runner.kill();
    rmSync(spec.journal, { force: true });
    await dropTopics(ground, topic);
  }
}
