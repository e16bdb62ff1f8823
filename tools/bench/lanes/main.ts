import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { typedPath, wholeNumber } from '../../client/command-line.ts';
import { repository } from '../../client/dev-file.ts';
import { machineOnly } from '../machine.ts';
import { CRASH, crash } from './crash.ts';
import { onGround, type Ground } from './ground.ts';
import { LATENCY, latency } from './latency.ts';
import { parseWork, type Plan } from './plan.ts';
import { RETRIES, retries } from './retries.ts';
import { readReport, tables, writeReport, type Column, type Report, type Run } from './runs.ts';
import { KEYS, type Keys } from './tasks.ts';
import { THROUGHPUT, throughput } from './throughput.ts';

type Bench = Readonly<{
  title: string;
  columns: readonly Column[];
  run(ground: Ground, plan: Plan, ran: (run: Run) => void, before: readonly Run[]): Promise<void>;
}>;

const BENCHES: Readonly<Record<string, Bench>> = {
  B1: { title: 'B1: throughput of records that wait', columns: THROUGHPUT, run: throughput },
  B2: { title: 'B2: latency of tasks that come at a pace', columns: LATENCY, run: latency },
  B3: { title: 'B3: a kill', columns: CRASH, run: crash },
  B4: { title: 'B4: retries', columns: RETRIES, run: retries },
};

export const LANES_USAGE = `npm run bench -- lanes [--only B1,…] [--rounds N] [--tasks N] [--work 5x4,…] [--keys uniform,…] [--systems NAME,…] [--json FILE] [--append] [--unpinned]
  lanes beside plain kafkajs, Parallel Consumer and Decaton, on one broker in one run; Decaton's jars come from DECATON_CLASSPATH
  --only B1,B3     these benches (${Object.keys(BENCHES).join(', ')})
  --rounds N       the systems take turns so often (2)
  --tasks N        tasks of a run, without its warm-up (100,000)
  --work 5x4,0     a task waits five times for 4 ms; not at all (5x4)
  --keys a,b       ${KEYS.join(', ')} (uniform)
  --systems a,b    only those whose name has one of these in it
  --json FILE      where the raw numbers go (.noren/bench/lanes.json); --append keeps those that are there
  --unpinned       leave it to the machine which core does what`;

export type LanesArguments = Readonly<{ plan: Plan; only: readonly string[]; json: string; append: boolean; pinned: boolean }>;

export function lanesArguments(args: readonly string[]): LanesArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: Object.keys(BENCHES).join(',') },
      rounds: { type: 'string', default: '2' },
      tasks: { type: 'string', default: '100000' },
      work: { type: 'string', default: '5x4' },
      keys: { type: 'string', default: 'uniform' },
      systems: { type: 'string', default: '' },
      json: { type: 'string', default: '' },
      append: { type: 'boolean', default: false },
      unpinned: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',');
  const unknown = only.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) throw new Error(`--only wants some of ${Object.keys(BENCHES).join(', ')}, not ${unknown}`);
  return {
    only,
    plan: {
      rounds: wholeNumber('--rounds', values.rounds),
      tasks: wholeNumber('--tasks', values.tasks),
      works: values.work.split(',').map(parseWork),
      keys: values.keys.split(',').map(parseKeys),
      systems: values.systems === '' ? [] : values.systems.split(','),
    },
    json: values.json === '' ? join(repository, '.noren/bench/lanes.json') : typedPath(values.json),
    append: values.append,
    pinned: !values.unpinned,
  };
}

function parseKeys(text: string): Keys {
  const keys = KEYS.find((one) => one === text);
  if (keys === undefined) throw new Error(`--keys wants some of ${KEYS.join(', ')}, not ${text}`);
  return keys;
}

/** Runs the benches, writes down each run as it ends, and prints the tables. 1 where a run failed. */
export async function benchLanes({ plan, only, json, append, pinned }: LanesArguments, say: (line: string) => void): Promise<number> {
  return onGround(pinned, say, async (ground) => {
    const runs: Run[] = [...((append ? readReport(json)?.runs : undefined) ?? [])];
    const report = (): Report => ({ machine: machineOnly(), versions: versionsOf(ground), at: new Date().toISOString(), runs });
    for (const name of only) {
      const ran = (run: Run): void => {
        runs.push(run);
        writeReport(json, report());
        say(`${run.bench} ${run.variant} ${run.system} round ${run.round}: ${run.error ?? told(run)}`);
      };
      await BENCHES[name]?.run(ground, plan, ran, runs);
    }
    for (const line of reportLines(report())) say(line);
    say(`raw numbers: ${json}`);
    return runs.some(({ error }) => error !== undefined) ? 1 : 0;
  });
}

const told = ({ figures }: Run): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? value : value.toFixed(1)}`)
    .join(', ');

/** The report as Markdown. */
export function reportLines({ machine, versions, at, runs }: Report): readonly string[] {
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const benches = Object.entries(BENCHES).flatMap(([name, { title, columns }]) => {
    const its = runs.filter(({ bench }) => bench === name);
    return its.length === 0 ? [] : [`### ${title}`, '', ...tables(its, columns)];
  });
  return [`${machine}; ${used.join(', ')}; ${at.slice(0, 10)}`, '', ...benches];
}

const versionsOf = ({ version, java, pins }: Ground): Readonly<Record<string, string>> => ({
  Node: process.versions.node,
  Kafka: version,
  kafkajs: '2.2.4',
  ...(java === undefined ? {} : { Java: java.version, 'Parallel Consumer': '0.5.3.3' }),
  ...(java?.decaton === undefined ? {} : { Decaton: process.env['DECATON_VERSION'] ?? 'of DECATON_CLASSPATH' }),
  cores: pins === undefined ? 'unpinned' : `broker on ${pins.broker}, consumer on ${pins.consumer}`,
});
