import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { typedPath, wholeNumber } from '../../client/command-line.ts';
import { repository } from '../../client/dev-file.ts';
import { BENCHES } from './benches.ts';
import { caseName, COMPLETE, crossed, MAIN, USUAL, type Case } from './cases.ts';
import type { Plan } from './plan.ts';
import { IOS } from './work.ts';
import { KEYS } from './tasks.ts';

export type LanesArguments = Readonly<{ plan: Plan; only: readonly string[]; json: string; append: boolean; markdown: string | undefined; pinned: boolean }>;

export const LANES_USAGE = `npm run bench -- lanes [--quick | --complete] [--only B1,…] [--rounds N] [--tasks N] [--seconds N] [--work 5x4,… --keys uniform,… --io sleep,…]
                     [--systems NAME,…] [--json FILE] [--append] [--markdown FILE] [--unpinned]
  lanes beside plain kafkajs, Parallel Consumer and Decaton, on one broker in one run; Decaton's jars come from DECATON_CLASSPATH
  --only B1,B3     ${Object.entries(BENCHES)
    .map(([name, { title }]) => title.replace(`${name}: `, `${name} `))
    .join(', ')}
  --quick          one round of little: shows that all runs, says nothing of speed
  --complete       all that B1 knows (below), 5 rounds, 200,000 tasks, runs twice as long: hours
  --rounds N       the systems take turns so often (3)
  --tasks N        tasks of a run of B1, without those that warm up (100,000)
  --seconds N      slow systems are given as many tasks of B1 as they do in so many seconds; the paced benches last some times as long (4)
  --work 5x4,0     B1: a task waits five times for 4 ms; not at all; with --keys and --io every combination is run with all systems
  --keys a,b       ${KEYS.join(', ')}
  --io a,b         ${IOS.join(', ')}: a timer, or the answer of another process over TCP
                   usually: ${USUAL.map(caseName).join('; ')}
  --systems a,b    only those whose name has one of these in it
  --json FILE      where the raw numbers go, after every run (.noren/bench/lanes.json); --append keeps those that are there
  --markdown FILE  where the tables go; a page that is there keeps its text around them
  --unpinned       leave it to the machine which core does what`;

/** What a run is without options, with --quick and with --complete. */
const USUALLY = { rounds: 3, tasks: 100_000, seconds: 4, cases: USUAL };
const QUICK = { rounds: 1, tasks: 10_000, seconds: 2, cases: USUAL };
const COMPLETELY = { rounds: 5, tasks: 200_000, seconds: 8, cases: COMPLETE };

export function lanesArguments(args: readonly string[]): LanesArguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ quick: flag, complete: flag, append: flag, unpinned: flag },
      ...{ only: text, rounds: text, tasks: text, seconds: text, work: text, keys: text, io: text, systems: text, json: text, markdown: text },
    },
  });
  if (values.quick && values.complete) throw new Error('--quick or --complete, not both');
  const base = values.quick ? QUICK : values.complete ? COMPLETELY : USUALLY;
  const number = (option: 'rounds' | 'tasks' | 'seconds'): number => {
    const given = values[option];
    return given === undefined ? base[option] : wholeNumber(`--${option}`, given);
  };
  return {
    only: values.only === undefined ? Object.keys(BENCHES) : someOf('--only', values.only, Object.keys(BENCHES)),
    plan: {
      ...{ rounds: number('rounds'), tasks: number('tasks'), seconds: number('seconds') },
      cases: casesOf(values) ?? base.cases,
      systems: values.systems?.split(',') ?? [],
    },
    json: values.json === undefined ? join(repository, '.noren/bench/lanes.json') : typedPath(values.json),
    append: values.append,
    markdown: values.markdown === undefined ? undefined : typedPath(values.markdown),
    pinned: !values.unpinned,
  };
}

function casesOf({ work, keys, io }: Readonly<{ work?: string | undefined; keys?: string | undefined; io?: string | undefined }>): readonly Case[] | undefined {
  if (work === undefined && keys === undefined && io === undefined) return undefined;
  return crossed(work?.split(',') ?? ['5x4'], someOf('--keys', keys ?? MAIN.keys, KEYS), someOf('--io', io ?? MAIN.work.io, IOS));
}

function someOf<Name extends string>(option: string, text: string, names: readonly Name[]): readonly Name[] {
  return text.split(',').map((part) => {
    const name = names.find((one) => one === part);
    if (name === undefined) throw new Error(`${option} wants some of ${names.join(', ')}, not ${part}`);
    return name;
  });
}
