import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { committedToTheEnd, dropTopics, newTopic, preload, tasks, type Ground } from './ground.ts';
import { readJournal, type Executions, type Marks } from './journal.ts';
import { judge } from './oracle.ts';
import { start } from './run.ts';
import type { Spec } from './spec.ts';
import type { System } from './systems.ts';
import { keyNumber, type Keys, type Kind } from './tasks.ts';

/** A run of a system over a topic that was filled before: what it did, and what the oracle says of it. */
export type Ran = Readonly<{ executions: Executions; marks: Marks; figures: Readonly<Record<string, number>> }>;

export type Wish = Readonly<{ total: number; warmUp: number; steps: number; ms: number; keys: Keys; kindOf?: (id: number) => Kind; spec?: Partial<Spec> }>;

const LONGEST_RUN_MS = 180_000;

export const specFor = (ground: Ground, { mode, concurrency }: System, topic: string, { total, warmUp, steps, ms, spec = {} }: Wish): Spec => ({
  brokers: ground.brokers,
  topic,
  group: `group-of-${topic}`,
  total,
  warmUp,
  mode,
  concurrency,
  steps,
  ms,
  holdMs: 0,
  journal: join(ground.folder, `${topic}.journal`),
  journalEach: 0,
  retryMs: 0,
  failEveryProduce: 0,
  giveUpAfterMs: 0,
  ...spec,
});

/** Fills a new topic, runs the system over it to the end, and judges. */
export async function oneRun(ground: Ground, system: System, wish: Wish): Promise<Ran> {
  const topic = await newTopic(ground, wish.keys, ['-retry']);
  const spec = specFor(ground, system, topic, wish);
  try {
    await preload(ground, topic, tasks(wish.total, wish.keys, wish.kindOf));
    const { marks, peakMiB } = await start(system.command, spec, ground.pins).done(LONGEST_RUN_MS);
    const executions = readJournal(spec.journal);
    const verdict = judge(executions, wish.total, (id) => keyNumber(id, wish.keys));
    const committed = await committedToTheEnd(ground, topic, spec.group);
    return { executions, marks, figures: { peakMiB, ...verdict, committed: committed ? 1 : 0 } };
  } finally {
    rmSync(spec.journal, { force: true });
    await dropTopics(ground, topic);
  }
}
