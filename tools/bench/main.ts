import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool, typedPath, wholeNumber } from '../client/command-line.ts';
import { repository } from '../client/dev-file.ts';
import { withPlatform } from '../client/platform.ts';
import { catalogue } from './catalogue.ts';
import { onGround, type BenchOptions, type Ground } from './ground.ts';
import { imports } from './import.ts';
import { benchHostile, HOSTILE_USAGE, type HostileArguments, hostileArguments } from './hostile/main.ts';
import { LANES_USAGE, lanesArguments, type LanesArguments } from './lanes/arguments.ts';
import { benchLanes } from './lanes/main.ts';
import { machine } from './machine.ts';
import { orders } from './orders.ts';
import { reservations } from './reservations.ts';
import { table, writeResult, type Pair, type Result } from './result.ts';

type Bench = Readonly<{ run(ground: Ground, options: BenchOptions): Promise<readonly Pair[]>; unit: string; inFlight: readonly number[] }>;

const BENCHES: Readonly<Record<string, Bench>> = {
  orders: { run: orders, unit: 'orders', inFlight: [16, 64, 256] },
  reservations: { run: reservations, unit: 'units', inFlight: [256] },
  catalogue: { run: catalogue, unit: 'pages', inFlight: [32] },
  import: { run: imports, unit: 'rows', inFlight: [2] },
};

const USAGE = `npm run bench -- ${Object.keys(BENCHES).join('|')} [--seconds N] [--in-flight N,N] [--total N] [--json FILE] [--dev FILE]
  --seconds N      how long a run counts, after a warm-up of 2 s (5)
  --in-flight N,N  so many at a time (orders: 16,64,256; reservations: 256)
  --total N        orders: place so many and tell the memory at each 20,000; import: so many rows (100,000)
  --json FILE      where the raw numbers go (.noren/bench/<name>.json)
  --dev FILE       the dev.json of a running platform (.noren/dev.json; where none runs, one is started for the bench)

${HOSTILE_USAGE}

${LANES_USAGE}`;

type Given = Readonly<{ lanes: LanesArguments }> | Readonly<{ hostile: HostileArguments }> | Readonly<{ platform: ReturnType<typeof platformArguments> }>;

/** The bench of lanes needs no platform, the hostile one compares with itself; both have options of their own. */
function argumentsOf(args: readonly string[]): Given {
  if (args[0] === 'lanes') return { lanes: lanesArguments(args.slice(1)) };
  return args[0] === 'hostile' ? { hostile: hostileArguments(args.slice(1)) } : { platform: platformArguments(args) };
}

function platformArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '5' },
      'in-flight': { type: 'string' },
      total: { type: 'string' },
      json: { type: 'string' },
      dev: { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined || positionals.length > 1) throw new Error(`one bench is wanted: ${Object.keys(BENCHES).join(', ')}, hostile, lanes`);
  const options: BenchOptions = {
    seconds: wholeNumber('--seconds', values.seconds),
    warmUp: 2,
    inFlight: values['in-flight'] === undefined ? bench.inFlight : values['in-flight'].split(',').map((text) => wholeNumber('--in-flight', text)),
    total: values.total === undefined ? undefined : wholeNumber('--total', values.total),
  };
  const json = values.json === undefined ? join(repository, '.noren/bench', `${name}.json`) : typedPath(values.json);
  return { name, bench, options, json, dev: values.dev === undefined ? undefined : typedPath(values.dev) };
}

const say = (line: string): void => console.log(line);
function main(given: Given): Promise<number> {
  if ('lanes' in given) return benchLanes(given.lanes, say);
  return 'hostile' in given ? benchHostile(given.hostile, say) : benchPlatform(given.platform);
}

async function benchPlatform({ name, bench, options, json, dev: devPath }: ReturnType<typeof platformArguments>): Promise<number> {
  return withPlatform(devPath, say, (dev) =>
    onGround(dev, async (ground) => {
      const pairs = await bench.run(ground, options);
      const result: Result = { bench: name, machine: machine(ground.postgres), at: new Date().toISOString(), unit: bench.unit, pairs };
      for (const line of table(result)) say(line);
      writeResult(json, result);
      say(`raw numbers: ${json}`);
      return pairs.every(({ platform }) => Object.keys(platform.failures).length === 0) ? 0 : 1;
    }),
  );
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
