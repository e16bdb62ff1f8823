import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN, type Case } from './cases.ts';
import { committedToTheEnd, dropTopics, joined, newTopic, preload, tasks, type Ground } from './ground.ts';
import { readJournal, type Executions, type Marks } from './journal.ts';
import { judge } from './oracle.ts';
import type { WorkShape } from './work.ts';
import { start } from './run.ts';
import type { Spec } from './spec.ts';
import { systems, type System } from './systems.ts';
import { keyNumber, type Keys, type Kind } from './tasks.ts';

/** A run of a system: what it did, and what the oracle says of it. */
type Ran = Readonly<{ executions: Executions; marks: Marks; figures: Readonly<Record<string, number>> }>;

export type RunOptions = Readonly<{ total: number; warmUp: number; work: WorkShape; keys: Keys; kindOf?: (id: number) => Kind; spec?: Partial<Spec> }>;

const LONGEST_RUN_MS = 180_000;

export const specFor = (ground: Ground, { mode, concurrency }: System, topic: string, { total, warmUp, work, keys, spec = {} }: RunOptions): Spec => ({
  brokers: ground.brokers,
  topic,
  group: `group-of-${topic}`,
  total,
  warmUp,
  // Without a key there is no order to ask Parallel Consumer for; asked all the same it takes them for one key.
  mode: mode === 'key' && keys === 'none' ? 'unordered' : mode,
  concurrency: concurrency(work),
  steps: work.steps,
  ms: work.ms,
  echoPort: work.io === 'echo' ? ground.echo.port : 0,
  holdMs: 0,
  journal: join(ground.folder, `${topic}.journal`),
  journalEach: 0,
  retryMs: 0,
  failEveryProduce: 0,
  giveUpAfterMs: 0,
  ...spec,
});

const WARM_UP = 50_000;

/** A run that nobody counts: broker and producer are cold at first, and who came first would pay for it. */
export async function warmUp(ground: Ground): Promise<void> {
  const [system] = systems(ground);
  if (system !== undefined) await oneRun(ground, system, { total: WARM_UP, warmUp: 0, work: MAIN.work, keys: 'uniform', feed: 'arriving' });
}

/** Fills a new topic, before the system reads it or meanwhile, lets the system come to the end, and judges. */
export async function oneRun(ground: Ground, system: System, { feed, ...options }: RunOptions & Pick<Case, 'feed'>): Promise<Ran> {
  const topic = await newTopic(ground, options.keys, ['-retry']);
  const spec = specFor(ground, system, topic, options);
  const fill = (): Promise<void> => preload(ground, topic, tasks(options.total, options.keys, options.kindOf));
  try {
    if (feed === 'waiting') await fill();
    const done = start(system.command, spec, ground.pins).done(LONGEST_RUN_MS);
    done.catch(() => undefined);
    if (feed === 'arriving') {
      await joined(ground, spec.group, 1);
      await fill();
    }
    const { marks, peakMiB } = await done;
    const executions = readJournal(spec.journal);
    const verdict = judge(executions, options.total, (id) => keyNumber(id, options.keys));
    const committed = await committedToTheEnd(ground, topic, spec.group);
    return { executions, marks, figures: { peakMiB, ...verdict, committed: committed ? 1 : 0 } };
  } finally {
    rmSync(spec.journal, { force: true });
    await dropTopics(ground, topic);
  }
}
