import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Trial } from './trial.ts';

const root = resolve(import.meta.dirname, '../..');
/** Tests whose size is theirs to choose by NOREN_RUNS, at ten times the size that they have in the suite. */
const LARGER = '10000';
const FILES = ['packages/order/engine/src/application/machine.test.ts', 'packages/inventory/engine/src/application/conservation.test.ts'];

/** The properties that the domains keep, larger than the suite has them. */
export const properties: Trial = {
  name: 'properties',
  run: (_seed, say) =>
    new Promise((done) => {
      const vitest = resolve(root, 'node_modules/vitest/vitest.mjs');
      const args = [vitest, 'run', '--project', 'unit', ...FILES];
      execFile(process.execPath, args, { cwd: root, env: { ...process.env, NOREN_RUNS: LARGER }, maxBuffer: 64 * 1_024 * 1_024 }, (error, out, err) => {
        say(`${LARGER} sequences each`);
        done(error ? [`${out}\n${err}`.slice(-6_000)] : []);
      });
    }),
};
