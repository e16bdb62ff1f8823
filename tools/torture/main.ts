import { parseArgs } from 'node:util';
import { splitHouse } from '../../packages/platform/test/faults/split-house.ts';
import { wholeHouse } from '../../packages/platform/test/faults/whole-house.ts';
import { withHouse } from '../../packages/platform/test/faults/with-house.ts';
import type { House } from '../../packages/platform/test/faults/house.ts';
import { breachReport } from '../../packages/platform/test/faults/check-history.ts';
import { runTool, wholeNumber } from '../client/command-line.ts';
import { files } from './files.ts';
import { houseTrials } from './platform-trials.ts';
import { schedules } from './schedules.ts';
import { simulate } from './simulation/simulate.ts';
import { properties } from './properties.ts';
import type { Trial } from './trial.ts';

const SIMULATIONS = 200;

/** Without a process: what takes seconds. */
const inMemory: readonly Trial[] = [
  {
    name: 'orders simulated',
    async run(seed, say) {
      let crashes = 0;
      for (let at = 0; at < SIMULATIONS; at += 1) {
        const run = await simulate(seed * 1_000 + at);
        crashes += run.crashes;
        if (run.breaches.length > 0) return [`simulated with seed ${seed * 1_000 + at}:\n${breachReport(run.breaches)}`];
      }
      say(`${SIMULATIONS} seeds, ${crashes} crashes`);
      return [];
    },
  },
  { name: 'schedules', run: (seed) => schedules(seed, 2_000) },
  { name: 'files', run: async (seed) => files(seed, 20_000) },
  properties,
];

/** On a platform of its own, in one process or in several. */
const onPlatforms: readonly Trial[] = houseTrials.flatMap(({ name, run }) =>
  (
    [
      ['one process', wholeHouse],
      ['several processes', splitHouse],
    ] as const
  ).map(([form, start]): Trial => ({
    name: `${name}, ${form}`,
    run: (seed, say) => withHouse<House, readonly string[]>(start, (house) => run(house, seed, say)),
  })),
);

const trials: readonly Trial[] = [...inMemory, ...onPlatforms];
const usage = `npm run torture -- [--minutes M] [--seed N] [--only TRIAL]

Puts Noren to the test for M minutes (10), one trial after the other and round again, each time with another seed. A failure ends with exit code 1, its seed, and
the command that repeats it. Trials: ${trials.map(({ name }) => name).join('; ')}.`;

type Arguments = Readonly<{ minutes: number; seed: number; only: string | undefined }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' }, only: { type: 'string' } },
  });
  if (values.only !== undefined && !trials.some(({ name }) => name.startsWith(values.only ?? ''))) throw new Error(`there is no trial ${values.only}`);
  return {
    minutes: wholeNumber('--minutes', values.minutes),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber('--seed', values.seed),
    only: values.only,
  };
}

async function torture({ minutes, seed, only }: Arguments): Promise<number> {
  const until = Date.now() + minutes * 60_000;
  const chosen = trials.filter(({ name }) => name.startsWith(only ?? ''));
  let failures = 0;
  for (let round = 0; Date.now() < until; round += 1) {
    for (const { name, run } of chosen) {
      if (Date.now() > until) break;
      const started = Date.now();
      const lines: string[] = [];
      const wrong = await run(seed + round, (line) => lines.push(line)).catch((error: unknown) => [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ]);
      console.log(`${wrong.length === 0 ? 'held  ' : 'BROKEN'} ${name} (seed ${seed + round}, ${Math.round((Date.now() - started) / 1_000)} s)`);
      for (const line of lines) console.log(`         ${line}`);
      if (wrong.length === 0) continue;
      failures += 1;
      console.log(`${wrong.join('\n')}\nto repeat: npm run torture -- --minutes 1 --seed ${seed + round} --only '${name}'`);
    }
  }
  console.log(failures === 0 ? 'every promise held' : `${failures} trials broke a promise`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = await runTool(usage, argumentsOf, torture);
