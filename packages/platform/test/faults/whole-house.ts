import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DevFile } from '../../src/dev-file.ts';
import { ports } from '../../src/modules.ts';
import { type Child, child, whenReady } from './child.ts';
import { dataFolder, type House, postmaster, removeFolder } from './house.ts';
import type { Victim } from './victim.ts';
import { inPostgres, type LogPlace } from './log-view.ts';
import { freeBase } from './ports.ts';

type Env = Readonly<Record<string, string>>;
export type Whole = Readonly<{ child: Child; dev: DevFile; portBase: number }>;

/** Runs every module in one process: resolves when its `dev.json` is there. Throws with what the process said when it ends before. */
export async function startWhole(dataDir: string, portBase: number, env: Env = {}): Promise<Whole> {
  const started = child(['--data', dataDir, '--port-base', String(portBase)], env);
  const file = join(dataDir, 'dev.json');
  const dev = await whenReady(started, async () => {
    const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DevFile) : undefined;
    // A file that a killed platform has left is of another process.
    return found?.pid === started.pid ? found : undefined;
  });
  return { child: started, dev, portBase };
}

/** As `npm start` runs it: every module in one process, which looks after its own PostgreSQL; the log is in it or at another `place`. */
export async function wholeHouse(place: LogPlace = inPostgres, env: Env = {}): Promise<House> {
  const dataDir = dataFolder();
  const base = await freeBase();
  const all: Child[] = [];
  const start = async (): Promise<Whole> => {
    const started = await startWhole(dataDir, base, { ...place.env, ...env });
    all.push(started.child);
    return started;
  };
  const whole = await start().catch((error: unknown) => removeFolder(dataDir).then(() => Promise.reject(error)));
  const { database } = whole.dev;
  let running = whole.child;
  const platform: Victim = {
    name: 'platform',
    kill: () => running.kill(),
    async revive() {
      running = (await start()).child;
    },
  };
  return {
    database,
    log: place.view,
    address: (port) => `127.0.0.1:${base + (ports.get(port) ?? 0)}`,
    victims: [platform, postmaster(database), ...place.victims],
    processes: () => new Map([['platform', running]]),
    lines: () => all.flatMap((each) => each.lines()),
    async stop() {
      await running.stop();
      await removeFolder(dataDir);
    },
  };
}
