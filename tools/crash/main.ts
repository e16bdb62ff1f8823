import { parseArgs } from 'node:util';
import { breachReport } from '../../packages/platform/test/faults/check-history.ts';
import { type CrashReport, crashRun, type Kill } from '../../packages/platform/test/faults/crash-run.ts';
import type { House } from '../../packages/platform/test/faults/house.ts';
import { kafkaPlace } from '../../packages/platform/test/faults/kafka-place.ts';
import { inPostgres } from '../../packages/platform/test/faults/log-view.ts';
import { splitHouse } from '../../packages/platform/test/faults/split-house.ts';
import { wholeHouse } from '../../packages/platform/test/faults/whole-house.ts';
import { withHouse } from '../../packages/platform/test/faults/with-house.ts';
import { runTool, wholeNumber } from '../client/command-line.ts';
import { percentile } from '../client/percentile.ts';

const usage = `npm run crash -- [--kills N] [--seed N] [--kafka]

Kills parts of a platform under load, N times (60): the whole platform and its PostgreSQL where everything is one process, single engines, everything
else and PostgreSQL where it is several. Afterwards everything that clients were told is held against the database. Exit code 1: a promise was broken.
--kafka: with the log on a Kafka, one for each platform, which is killed like the others.`;

/** So many kills happen to one platform before it is judged and a new one takes its place. */
const KILLS_A_ROUND = 10;

type Arguments = Readonly<{ kills: number; seed: number; kafka: boolean }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: 'string', default: '60' }, seed: { type: 'string' }, kafka: { type: 'boolean', default: false } },
  });
  return {
    kills: wholeNumber('--kills', values.kills),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber('--seed', values.seed),
    kafka: values.kafka,
  };
}

async function crash({ kills, seed, kafka }: Arguments): Promise<number> {
  console.log(`seed ${seed}`);
  const all: Kill[] = [];
  let broken = 0;
  for (let round = 0; all.length < kills; round += 1) {
    const now = Math.min(KILLS_A_ROUND, kills - all.length);
    const place = kafka ? await kafkaPlace() : { ...inPostgres, close: async () => {} };
    const start = (): Promise<House> => (round % 2 === 0 ? wholeHouse(place) : splitHouse(undefined, {}, place));
    const say = (line: string): void => console.log(`  ${line}`);
    const report = await withHouse<House, CrashReport>(start, (house) => crashRun(house, { seed: seed + round, kills: now, say })).finally(place.close);
    all.push(...report.kills);
    console.log(`${all.length} of ${kills} kills: ${report.calls} calls, ${report.orders} orders, ${report.breaches.length} promises broken`);
    if (report.breaches.length > 0) console.log(breachReport(report.breaches));
    broken += report.breaches.length;
  }
  console.log(recoveries(all));
  if (broken > 0) console.log(`to repeat: npm run crash -- --kills ${kills} --seed ${seed}${kafka ? ' --kafka' : ''}`);
  return broken > 0 ? 1 : 0;
}

function recoveries(kills: readonly Kill[]): string {
  const lines = [...Map.groupBy(kills, ({ victim }) => victim)].map(([victim, of]) => {
    const times = of.map(({ recoveredMs }) => recoveredMs).toSorted((a, b) => a - b);
    return `  ${victim}: ${of.length} kills, orders decided again after ${percentile(times, 50)} ms (median), ${times.at(-1)} ms (longest)`;
  });
  return ['recovery', ...lines].join('\n');
}

process.exitCode = await runTool(usage, argumentsOf, crash);
