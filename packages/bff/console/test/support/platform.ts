import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually, freePortBase } from '@noren/testing';
import { z } from 'zod';

const Login = z.object({ email: z.string(), password: z.string() });
const Dev = z.object({
  console: z.object({ url: z.string(), login: Login, manager: Login, clerk: Login }),
  merchantApi: z.object({ url: z.string(), apiKey: z.string() }),
  merchantLink: z.object({ url: z.string(), apiKey: z.string() }),
  sample: z.object({ merchantId: z.string(), shopId: z.string(), sku: z.string() }),
});
/** What a running platform wrote down for tools. */
export type Dev = z.infer<typeof Dev>;

const platform = resolve(import.meta.dirname, '../../../../platform/src/main.ts');

/** The platform whose data folder `NOREN_DATA_DIR` names, which is left running; else one of its own, as `npm start` runs it, with the sample merchant. */
export async function startPlatform(): Promise<Readonly<{ dev: Dev; stop: () => Promise<void> }>> {
  const given = process.env['NOREN_DATA_DIR'];
  if (given !== undefined) return { dev: devIn(given), stop: async () => undefined };
  const parent = mkdtempSync(join(tmpdir(), 'noren-console-'));
  // PostgreSQL's own account has to get in.
  chmodSync(parent, 0o711);
  const dataDir = join(parent, 'data');
  const base = await freePortBase(230);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [platform, '--port-base', String(base), '--data', dataDir], {
    env: { PATH, HOME, NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`the platform ended with ${child.exitCode}`);
      if (!existsSync(join(dataDir, 'dev.json'))) throw new Error('the platform does not run yet');
    }, 90_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { dev: devIn(dataDir), stop };
}

const devIn = (dataDir: string): Dev => Dev.parse(JSON.parse(readFileSync(join(dataDir, 'dev.json'), 'utf8')));
