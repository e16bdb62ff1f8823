import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, child, whenReady } from '../../packages/platform/test/faults/child.ts';
import { dataFolder, removeFolder } from '../../packages/platform/test/faults/house.ts';
import { freeBase } from '../../packages/platform/test/faults/ports.ts';
import type { DevPlaces } from '../../packages/platform/src/dev-file.ts';

export type Empty = Readonly<{ dev: DevPlaces; portBase: number; platform: Child; stop(): Promise<void> }>;

/** A platform with nobody aboard. */
export async function emptyPlatform(env: Readonly<Record<string, string>> = {}): Promise<Empty> {
  const [dataDir, portBase] = [dataFolder(), await freeBase()];
  const platform = child(['--empty', '--data', dataDir, '--port-base', String(portBase)], env);
  const file = join(dataDir, 'dev.json');
  const dev = await whenReady(platform, async () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DevPlaces) : undefined));
  return {
    ...{ dev, portBase, platform },
    async stop() {
      await platform.stop();
      await removeFolder(dataDir);
    },
  };
}
