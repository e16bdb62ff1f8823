import { parseArgs } from 'node:util';
import { PLANTED } from '../../packages/foundation/lanes/src/simulation/planted-bugs.ts';
import { simulate } from '../../packages/foundation/lanes/src/simulation/world.ts';
import { runTool, wholeNumber } from '../client/command-line.ts';

const USAGE = `npm run simulate -- [--seeds N] [--from SEED] [--plant TEXT]

Runs the core of lanes on an invented clock and an invented log, a world a seed (1,000 from 1): members crash, come and go, handlers are slow, fail and hang, appends
and commits fail, come late or twice, offset maps are overwritten, offsets have gaps. Every promise is watched; a seed that breaks one is printed, ends with exit
code 1, and is the same run every time.
  --plant TEXT  with a known mistake, to see that it is found: ${Object.keys(PLANTED).join('; ')}`;

type Arguments = Readonly<{ seeds: number; from: number; plant: string | undefined }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' }, plant: { type: 'string' } },
  });
  const plant = Object.keys(PLANTED).find((name) => values.plant !== undefined && name.includes(values.plant));
  if (values.plant !== undefined && plant === undefined) throw new Error(`--plant wants a part of a mistake's name, not ${values.plant}`);
  return { seeds: wholeNumber('--seeds', values.seeds), from: wholeNumber('--from', values.from), plant };
}

const MOST_SHOWN = 5;

function main({ seeds, from, plant }: Arguments): Promise<number> {
  const began = performance.now();
  let [records, simulatedMs, failed, last] = [0, 0, 0, from];
  for (let seed = from; seed < from + seeds && failed < MOST_SHOWN; seed += 1) {
    const run = simulate(seed, plant === undefined ? undefined : PLANTED[plant]);
    last = seed;
    records += run.records;
    simulatedMs += run.simulatedMs;
    if (run.violation === undefined) continue;
    failed += 1;
    const again = `npm run simulate -- --seeds 1 --from ${seed}${plant === undefined ? '' : ` --plant '${plant}'`}`;
    console.log(`seed ${seed}: ${run.violation.message}\n  again: ${again}`);
  }
  const took = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${last - from + 1} seeds, ${records} records, ${Math.round(simulatedMs / 60_000)} simulated minutes in ${took} s; ${failed} failed`);
  return Promise.resolve(failed === 0 ? 0 : 1);
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
