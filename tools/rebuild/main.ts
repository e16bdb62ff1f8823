import { parseArgs } from 'node:util';
import { rebuild } from '../../packages/foundation/engine-kit/src/index.ts';
import { readConfig } from '../../packages/platform/src/config.ts';
import { runTool, typedPath } from '../client/command-line.ts';
import { defaultDevFile, runningPlaces } from '../client/dev-file.ts';
import { engines, readModels } from './read-models.ts';
import { type Home, withStore } from './store.ts';

const USAGE = `npm run rebuild -- NAME [--fresh] [--dev FILE]

A read model: it is made anew from the beginning of the log, beside the live one, and put in its place in one transaction; the platform may go on. Stopped, it goes
on with what it has when it is called again. Says how many rows were as they should be, were wrong, were missing, were too many.
${[...readModels.keys()].map((name) => `  ${name}`).join('\n')}
A context: the records that its engine keeps are compared with the fold of its events, in memory. Nothing is changed. Exit code 1: they differ.
${Object.keys(engines)
  .map((name) => `  ${name}`)
  .join('\n')}

  --fresh     begins anew what a stopped rebuild has left: for code that folds otherwise than it did
  --dev FILE  the dev.json of a running platform (.noren/dev.json), unless DATABASE_URL names a database (and KAFKA_BROKERS, KAFKA_PREFIX, NOREN_DATABASE_SECRET
              say what they say to npm start)`;

type Arguments = Readonly<{ name: string; fresh: boolean; home: Home }>;

function argumentsOf(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { dev: { type: 'string' }, fresh: { type: 'boolean', default: false } },
  });
  const [name = ''] = positionals;
  if (positionals.length !== 1 || !(readModels.has(name) || Object.hasOwn(engines, name))) throw new Error('one read model or context is wanted');
  return { name, fresh: values.fresh, home: homeOf(values.dev) };
}

/** What the environment says, read as a platform reads it; else a platform that runs. */
function homeOf(dev: string | undefined): Home {
  if (dev === undefined && process.env['DATABASE_URL']) {
    const { databaseUrl = '', databaseSecret: secret, kafka } = readConfig(process.env);
    return { database: databaseUrl, secret, kafka };
  }
  const platform = runningPlaces(dev === undefined ? defaultDevFile : typedPath(dev));
  if (!platform) throw new Error('no platform runs here: --dev is wanted, or DATABASE_URL');
  return { database: platform.database, kafka: platform.kafka };
}

async function main({ name, fresh, home }: Arguments): Promise<number> {
  const known = readModels.get(name);
  return known ? make(known, fresh, home) : compare(name, home);
}

const make = ({ model, role }: NonNullable<ReturnType<typeof readModels.get>>, fresh: boolean, home: Home): Promise<number> =>
  withStore(home, role, async ({ db, log, outbox }) => {
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort(new Error('stopped; called again it goes on with what it has')));
    const { events, tables } = await rebuild({ model, db, log, outbox, progress: progress(), signal: stop.signal, fresh });
    console.log(`${model.name}: ${events} records of the log read`);
    for (const [table, { same, changed, added, removed }] of Object.entries(tables))
      console.log(`  ${table}: ${same} rows were right, ${changed} were wrong, ${added} were missing, ${removed} were too many`);
    return 0;
  });

async function compare(name: string, home: Home): Promise<number> {
  const engine = Object.entries(engines).find(([context]) => context === name)?.[1];
  if (!engine) throw new Error(`there is no context ${name}`);
  return withStore(home, name, async ({ db, log }) => {
    const { events, records, differences } = await engine.compareWithFold({ db, log, progress: progress() });
    console.log(
      `${name}: ${records} records, folded from ${events} events; ${differences.length === 0 ? 'the stored records are the same' : `${differences.length} differ`}`,
    );
    for (const { kind, key, why } of differences.slice(0, 50)) console.log(`  ${kind} ${key}: ${why}`);
    return differences.length === 0 ? 0 : 1;
  });
}

/** A line a second. */
function progress(): (read: number, of: number) => void {
  let lastReport = performance.now();
  return (read, of) => {
    if (performance.now() - lastReport < 1_000) return;
    lastReport = performance.now();
    console.log(`  ${read} of ${of}`);
  };
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
