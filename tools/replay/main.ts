import { randomUUIDv7 } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runTool, typedPath, wholeNumber } from '../client/command-line.ts';
import { withPlatform } from '../client/platform.ts';
import { withEnginesKilled } from './apart.ts';
import { bookOf } from './book.ts';
import { planOf } from './plan.ts';
import { readRows } from './records.ts';
import { replay, type Target } from './replay.ts';
import { accountOf, outcome, planned } from './report.ts';
import { judge } from './rules.ts';

const USAGE = `npm run replay -- <online-retail.csv> [--orders N] [--concurrency N] [--dev FILE]
  --orders N       only the file's first N orders (all)
  --concurrency N  so many at a time (64)
  --dev FILE       the dev.json of a running platform (.noren/dev.json; where none runs, one is started for the replay)
  --kills N        on a platform of its own with a process a module; N times an engine is killed (-9) meanwhile; --kafka: with a Kafka of its own; --seed N`;

const say = (line: string): void => console.log(line);

type Arguments = Readonly<{
  file: string;
  orders: number;
  concurrency: number;
  dev: string | undefined;
  kills: number | undefined;
  kafka: boolean;
  seed: number;
}>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      orders: { type: 'string' },
      concurrency: { type: 'string', default: '64' },
      dev: { type: 'string' },
      kills: { type: 'string' },
      kafka: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('one file is wanted');
  const orders = values.orders === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--orders', values.orders);
  return {
    file: typedPath(file),
    orders,
    concurrency: wholeNumber('--concurrency', values.concurrency),
    dev: values.dev === undefined ? undefined : typedPath(values.dev),
    kills: values.kills === undefined ? undefined : wholeNumber('--kills', values.kills),
    kafka: values.kafka,
    seed: wholeNumber('--seed', values.seed),
  };
}

async function main({ file, orders, concurrency, dev, kills, kafka, seed }: Arguments): Promise<number> {
  const { layout, rows } = readRows(readFileSync(file));
  const judged = rows.map((row) => judge(row, layout));
  const plan = planOf(
    judged.flatMap(({ line }) => (line === undefined ? [] : [line])),
    orders,
  );
  for (const line of [...accountOf(bookOf(judged)), '', ...planned(plan), '']) say(line);
  const use = async (platform: Target): Promise<number> => {
    const { played, reconciled } = await replay(platform, plan, concurrency, `replay-${randomUUIDv7()}`);
    for (const line of outcome(plan, played, reconciled)) say(line);
    return played.failures.length + reconciled.differences.length === 0 ? 0 : 1;
  };
  return kills === undefined ? withPlatform(dev, say, use) : withEnginesKilled({ kills, kafka, seed, say }, use);
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
