import { embeddedPostgres } from '@noren/dev-postgres';
import { freePorts } from '@noren/testing';
import { modules, ports } from '../../src/modules.ts';
import { type Child, child, whenReady } from './child.ts';
import { dataFolder, type House, postmaster, removeFolder } from './house.ts';
import type { Victim } from './victim.ts';
import { inPostgres, type LogPlace } from './log-view.ts';
import { freeBase } from './ports.ts';

/** Which modules run together, by the name of their process. */
type Split = Readonly<Record<string, readonly string[]>>;

const alone = ['order-engine', 'inventory-engine'];
/** Both engines that an order needs alone, everything else together. */
export const enginesAlone: Split = {
  others: modules.map(({ name }) => name).filter((name) => !alone.includes(name)),
  ...Object.fromEntries(alone.map((name) => [name, [name]])),
};
/** As containers run it. */
export const everyModuleAlone: Split = Object.fromEntries(modules.map(({ name }) => [name, [name]]));

export type SplitHouse = House &
  Readonly<{
    /** Runs one more process. `env`: variables of its own. */
    start(name: string, of: readonly string[], env?: Env): Promise<Child>;
    /** Where a process tells about itself: `127.0.0.1:…`. */
    ops(name: string): string;
    /** What it tells, in Prometheus' form. */
    metrics(name: string): Promise<string>;
    /** What it says it lacks, by module; nothing where it is ready. */
    missing(name: string): Promise<unknown>;
  }>;

type Env = Readonly<Record<string, string>>;
type Processes = Map<string, Readonly<{ running: Child; ops: number }>>;

/** As a deployment runs it: a process for each part, on a PostgreSQL that none of them looks after. `envs`: variables of single processes. */
export async function splitHouse(split: Split = enginesAlone, envs: Readonly<Record<string, Env>> = {}, place: LogPlace = inPostgres): Promise<SplitHouse> {
  const dataDir = dataFolder();
  const base = await freeBase();
  const server = await embeddedPostgres({ dataDir });
  const database = Object.assign(new URL(server.url), { pathname: '/noren' }).href;
  const processes: Processes = new Map();
  const all: Child[] = [];
  const start = async (name: string, of: readonly string[], env: Env = envs[name] ?? {}): Promise<Child> => {
    const [free = 0] = await freePorts(1);
    const ops = Number(env['OPS_PORT'] ?? free);
    const running = child(['--port-base', String(base), ...of], { DATABASE_URL: server.url, OPS_PORT: String(ops), ...place.env, ...env });
    processes.set(name, { running, ops });
    all.push(running);
    await whenReady(running, async () => ((await fetch(`http://127.0.0.1:${ops}/readyz`)).ok ? true : undefined));
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...processes.values()].map(({ running }) => running.stop()));
    await server.stop();
    await removeFolder(dataDir);
  };
  try {
    // The first makes the log's topics, which the others need.
    const [first, ...rest] = Object.entries(split);
    if (first) await start(...first);
    await Promise.all(rest.map(([name, of]) => start(name, of)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    database,
    log: place.view,
    address: (port) => `127.0.0.1:${base + (ports.get(port) ?? 0)}`,
    victims: [...victimsOf(split, processes, start), postmaster(database), ...place.victims],
    lines: () => all.flatMap((each) => each.lines()),
    processes: () => new Map([...processes].map(([name, { running }]) => [name, running])),
    start,
    ops: (name) => `127.0.0.1:${processes.get(name)?.ops}`,
    missing: async (name) => Reflect.get(Object(await (await fetch(`http://127.0.0.1:${processes.get(name)?.ops}/readyz`)).json()), 'missing'),
    metrics: async (name) => (await fetch(`http://127.0.0.1:${processes.get(name)?.ops}/metrics`)).text(),
    stop,
  };
}

function victimsOf(split: Split, processes: Processes, start: (name: string, of: readonly string[]) => Promise<Child>): readonly Victim[] {
  const names = Object.keys(split);
  const victim = (name: string, of: readonly string[]): Victim => ({
    name,
    kill: async () => void (await Promise.all(of.map((each) => processes.get(each)?.running.kill()))),
    revive: async () => void (await Promise.all(of.map((each) => start(each, split[each] ?? [])))),
  });
  return [...names.map((name) => victim(name, [name])), victim('every process', names)];
}
