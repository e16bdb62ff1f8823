import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfThis, install, removeCopies, run } from '../new/house.fixture.ts';
import { standsOn } from './inputs.ts';
import { packagesOf, pathsUnder, root } from './repository.ts';

/** What nx keeps is asked of nx itself, in a copy of the repository. */
let house = '';
beforeAll(() => {
  house = copyOfThis();
  install(house);
});
afterAll(removeCopies);

const nx = (...args: readonly string[]) => run(house, join(root, 'node_modules/.bin/nx'), ...args);
const change = (path: string, by: (text: string) => string): void => writeFileSync(join(house, path), by(readFileSync(join(house, path), 'utf8')));
const name = (folder: string): string => packagesOf().find((one) => one.folder === folder)?.name ?? '';

/** What each project's test is hashed by: `project:files`, files of the root and more. Kept for all, as nx takes a second to answer. */
let plans: Readonly<Record<string, readonly string[]>> = {};
beforeAll(() => {
  const file = join(house, '.nx-plan.json');
  nx('run-many', '-t', 'test', `--graph=${file}`);
  plans = (JSON.parse(readFileSync(file, 'utf8')) as { taskPlans: typeof plans }).taskPlans;
  rmSync(file);
});
const planOf = (project: string): readonly string[] => plans[`${project}:test`] ?? [];

it.each(packagesOf())('$folder: nx hashes what the check of inputs takes for known', ({ folder, name: project }) => {
  const hashed = planOf(project).flatMap((input) => /^(@noren\/[\w-]+):packages\//.exec(input)?.[1] ?? []);
  const known = [...standsOn(folder, packagesOf())].map(name);
  expect(hashed.sort()).toEqual([...new Set([project, ...known])].sort());
});

it('a change in one project that breaks the test of another one turns its kept target red', { timeout: 120_000 }, () => {
  const target = ['run', '@noren/merchant-link-files:test'];
  writeFileSync(
    join(house, 'packages/merchant-link/files/src/planted.test.ts'),
    "import { planted } from '@noren/kernel';\nimport { expect, it } from 'vitest';\nit('holds', () => expect(planted).toBe(1));\n",
  );
  change('packages/foundation/kernel/src/index.ts', (text) => `${text}export const planted: number = 1;\n`);
  expect(nx(...target).passed).toBe(true);
  const again = nx(...target);
  expect([again.passed, again.said]).toEqual([true, expect.stringMatching(/cache/)]);

  change('packages/foundation/kernel/src/index.ts', (text) => text.replace('planted: number = 1', 'planted: number = 2'));
  const broken = nx(...target);
  expect([broken.passed, broken.said]).toEqual([false, expect.stringContaining('expected 2 to be 1')]);
});

describe('what is read without being imported', () => {
  const migration = pathsUnder('packages/order/store/prisma/migrations', '.sql')[0] ?? '';
  it.each([
    ['a page beside the code', 'packages/foundation/lanes/README.md', '@noren/lanes'],
    ["the migrations of another context's store", migration, '@noren/link-core'],
    ['migrations behind a link', 'packages/foundation/engine-kit/migrations/20261124000000_engine/migration.sql', '@noren/shop-store'],
    ['what sets up tests', 'packages/foundation/testing/src/setup.ts', '@noren/log'],
    ['the platform that a browser talks to', 'packages/platform/src/main.ts', '@noren/bff-console'],
    ['how all are tested', 'vitest.config.ts', '@noren/kernel'],
  ])('%s is an input: %s of %s', (_, path, project) => {
    const affected = nx('show', 'projects', '--affected', '--withTarget', 'test', `--files=${path}`).said.split('\n');
    expect(affected).toContain(project);
    const inputs = planOf(project).join('\n');
    const folder = /^packages\/[^/]+\/[^/]+(?=\/(?!main))/.exec(path)?.[0];
    expect(inputs).toContain(path.startsWith('packages/platform/') ? 'packages/platform/**/*' : folder ? `${folder}/**/*` : path);
  });
});
