import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from './attempt.ts';
import { committedToTheEnd, dropTopics, newTopic, preload, tasks, type Ground } from './ground.ts';
import { monotonic, readJournal } from './journal.ts';
import { between } from './journals.ts';
import { specFor } from './one-run.ts';
import { judge } from './oracle.ts';
import type { Plan } from './plan.ts';
import type { WorkShape } from './work.ts';
import { start } from './run.ts';
import type { Column, Run } from './runs.ts';
import { latencies } from './statistics.ts';
import { chosen, OURS, type System } from './systems.ts';
import { keyNumber } from './tasks.ts';

export const OVERLOAD: readonly Column[] = [
  { figure: 'halfGood', head: 'halved: good/s', spread: true, better: 'more' },
  { figure: 'halfP99', head: 'p99 ms', digits: 0 },
  { figure: 'halfPerSecond', head: 'tasks/s' },
  { figure: 'fullGood', head: 'whole: good/s', spread: true },
  { figure: 'fullP99', head: 'p99 ms', digits: 0 },
  { figure: 'fullPerSecond', head: 'tasks/s' },
  { figure: 'allGood', head: 'good %, all of the run', digits: 1 },
  { figure: 'lost', head: 'lost' },
  { figure: 'overlaps', head: 'overlaps of a key' },
];

/** The downstream works on 100 requests at once, each for 20 ms: 5,000 a second, and half of that later. */
const WORKERS = 100;
const WORK: WorkShape = { steps: 1, ms: 20, io: 'echo' };
const PER_SECOND = (WORKERS * 1_000) / WORK.ms;
/** An answer that comes later is of no use to whoever asked. */
const GOOD_MS = 100;
/** A limit that learns begins there where nothing else is said. */
const BEGINS_WITH = 20;
/** After a change, until figures count. */
const SETTLE_SECONDS = 3;
const LONGEST_MS = 180_000;
const VARIANT = `more to do than a downstream for ${PER_SECOND.toLocaleString('en-GB')}/s (${WORKERS} at once, 20 ms) bears, halved in the middle; good: within ${GOOD_MS} ms`;

/** Ours with a limit that somebody set who knew the capacity; with one that is meant for more; with one that learns and knows nothing. */
function contenders(ground: Ground, plan: Plan): readonly System[] {
  return chosen(ground, plan).flatMap((system) => {
    if (system.name === OURS) return [system, { ...system, name: `${OURS} at ${WORKERS}`, concurrency: () => WORKERS }];
    if (system.name === 'lanes adaptive') return [{ ...system, concurrency: () => BEGINS_WITH }];
    return system.name === 'Decaton virtual' ? [system] : [];
  });
}

/** B6: a downstream that is asked for more than it can do, and then can do half of that. */
export async function overload(ground: Ground, plan: Plan, ran: (run: Run) => void): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1)
    for (const system of contenders(ground, plan))
      ran(await attempt({ bench: 'B6', variant: VARIANT, system: system.name, round }, () => one(ground, system, SETTLE_SECONDS + plan.seconds)));
  ground.echo.workers(0);
}

async function one(ground: Ground, system: System, phaseSeconds: number): Promise<Run['figures']> {
  const topic = await newTopic(ground, 'overload');
  const total = Math.round(1.5 * PER_SECOND * phaseSeconds);
  const spec = specFor(ground, system, topic, { total, warmUp: 0, work: WORK, keys: 'uniform' });
  await preload(ground, topic, tasks(total, 'uniform'));
  ground.echo.workers(WORKERS);
  const requested = ground.echo.requested();
  const runner = start(system.command, spec, ground.pins);
  try {
    const done = runner.done(LONGEST_MS);
    await Promise.race([requested, done]);
    const from = monotonic();
    await sleep(phaseSeconds * 1_000);
    const halved = monotonic();
    ground.echo.workers(WORKERS / 2);
    await done;
    const executions = readJournal(spec.journal);
    const phase = (begin: number) => between(executions, begin + SETTLE_SECONDS * 1e6, begin + phaseSeconds * 1e6, GOOD_MS * 1_000);
    const [full, half, all] = [phase(from), phase(halved), between(executions, 0, Number.POSITIVE_INFINITY, GOOD_MS * 1_000)];
    return {
      ...{ fullGood: full.good, fullP99: latencies(full.took).p99, fullPerSecond: full.perSecond },
      ...{ halfGood: half.good, halfP99: latencies(half.took).p99, halfPerSecond: half.perSecond },
      allGood: (all.took.filter((took) => took <= GOOD_MS * 1_000).length * 100) / all.took.length,
      ...judge(executions, total, (id) => keyNumber(id, 'uniform')),
      committed: (await committedToTheEnd(ground, topic, spec.group)) ? 1 : 0,
    };
  } finally {
    await runner.kill();
    rmSync(spec.journal, { force: true });
    await dropTopics(ground, topic);
  }
}
