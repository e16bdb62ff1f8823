import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ports } from '../../src/modules.ts';
import { type Child, child, whenReady } from './child.ts';
import { dataFolder, type House, postmaster, removeFolder, type Victim } from './house.ts';
import { inPostgres, type LogPlace } from './log-view.ts';
import { freeBase } from './ports.ts';

const Dev = z.object({ database: z.string(), pid: z.int() });

/** As `npm start` runs it: every module in one process, which looks after its own PostgreSQL; the log is in it or at another `place`. */
export async function wholeHouse(place: LogPlace = inPostgres): Promise<House> {
  const dataDir = dataFolder();
  const base = await freeBase();
  const start = (): Child => child(['--data', dataDir, '--port-base', String(base)], place.env);
  const ready = (of: Child) =>
    whenReady(of, async () => {
      const file = join(dataDir, 'dev.json');
      const dev = existsSync(file) ? Dev.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
      return dev?.pid === of.pid ? dev : undefined;
    });
  let running = start();
  const stop = async (): Promise<void> => {
    await running.stop();
    await removeFolder(dataDir);
  };
  const { database } = await ready(running).catch((error: unknown) => stop().then(() => Promise.reject(error)));
  const platform: Victim = {
    name: 'platform',
    kill: () => running.kill(),
    async revive() {
      running = start();
      await ready(running);
    },
  };
  return {
    database,
    log: place.view,
    address: (port) => `127.0.0.1:${base + (ports.get(port) ?? 0)}`,
    victims: [platform, postmaster(database), ...place.victims],
    processes: () => new Map([['platform', running]]),
    stop,
  };
}
