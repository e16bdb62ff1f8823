import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { testBroker } from './test-broker.ts';

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(testBroker()?.own !== true)('a broker of its own', () => {
  it('ends, and its folder goes, when the process that started it is killed', { timeout: 90_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'noren-broker-'));
    const script = `
      import { kafkaBroker } from ${JSON.stringify(join(import.meta.dirname, 'broker.ts'))};
      const { pid } = await kafkaBroker({ dataDir: ${JSON.stringify(dataDir)}, temporary: true });
      console.log(pid);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const pid = await new Promise<number>((resolve) => createInterface(starter.stdout).once('line', (line) => resolve(Number(line))));
      expect(alive(pid)).toBe(true);
      starter.kill('SIGKILL');
      await eventually(() => !alive(pid), 10_000);
      await eventually(() => !existsSync(dataDir), 10_000);
    } finally {
      starter.kill('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
