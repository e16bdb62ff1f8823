import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unusedDependencies } from './dependencies.ts';
import { unusedExports } from './exports.ts';

let houses = '';
beforeAll(() => {
  houses = mkdtempSync(join(tmpdir(), 'noren-unused-'));
});
afterAll(() => rmSync(houses, { recursive: true, force: true }));

type Manifest = Readonly<Record<string, unknown>>;
/** A small house with these files in it, and these packages. */
function house(files: Readonly<Record<string, string>>, manifests: Readonly<Record<string, Manifest>> = {}): string {
  const folder = mkdtempSync(join(houses, 'planted-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const known: Readonly<Record<string, Manifest>> = {
    '.': {},
    'packages/order/engine': {},
    'packages/order/contract': {},
    'packages/foundation/log': {},
    ...manifests,
  };
  for (const [at, manifest] of Object.entries(known)) {
    write(`${at}/package.json`, JSON.stringify({ exports: { '.': './src/index.ts' }, ...manifest }));
    write(`${at}/tsconfig.json`, '{}');
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return folder;
}

const engine = 'packages/order/engine/src';
const log = 'packages/foundation/log/src';

describe('an export', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'that nobody names',
      { [`${engine}/a.ts`]: 'export const a = 1; export type B = 2; export function c() {}' },
      ['a', 'B', 'c'].map((name) => `${engine}/a.ts: ${name}`),
    ],
    ['that only its own file names', { [`${engine}/a.ts`]: 'export const a = 1; console.log(a);' }, [`${engine}/a.ts: a`]],
    [
      'of another name than is asked for',
      { [`${engine}/a.ts`]: 'export const a = 1; export { a as b };', [`${engine}/b.ts`]: "import { b } from './a.ts'; b;" },
      [`${engine}/a.ts: a`],
    ],
    [
      'that is passed on, to nobody',
      { [`${log}/a.ts`]: 'export const a = 1;', [`${log}/index.ts`]: "export { a } from './a.ts';" },
      [`${log}/a.ts: a`, `${log}/index.ts: a`],
    ],
    [
      'that is passed on with all of its file, to nobody',
      { [`${log}/a.ts`]: 'export const a = 1;', [`${log}/index.ts`]: "export * from './a.ts';" },
      [`${log}/a.ts: a`],
    ],
    ['of a tool', { 'tools/a.ts': 'export const a = 1;' }, ['tools/a.ts: a']],
    [
      'in a file whose name is said by an import only',
      { [`${engine}/a.ts`]: 'export const a = 1;', [`${engine}/b.ts`]: "import './a.ts';" },
      [`${engine}/a.ts: a`],
    ],
  ])('%s is named', (_, files, expected) => {
    expect([...unusedExports(house(files))].sort()).toEqual([...expected].sort());
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['another file asks for', { [`${engine}/a.ts`]: 'export const a = 1;', [`${engine}/a.test.ts`]: "import { a } from './a.ts'; a;" }],
    [
      'another file asks for by another name',
      { [`${engine}/a.ts`]: 'export type A = 1;', [`${engine}/b.ts`]: "import type { A as B } from './a.ts'; let b: B;" },
    ],
    [
      'another package gets',
      { [`${log}/a.ts`]: 'export const a = 1;', [`${log}/index.ts`]: "export * from './a.ts';", [`${engine}/b.ts`]: "import { a } from '@noren/log'; a;" },
    ],
    ['is asked for with all of its file', { [`${engine}/a.ts`]: 'export const a = 1;', [`${engine}/b.ts`]: "import * as all from './a.ts'; all;" }],
    ['is asked for when the program runs', { [`${engine}/a.ts`]: 'export const a = 1;', [`${engine}/b.ts`]: "const { a } = await import('./a.ts'); a;" }],
    [
      'is in a file that is run by its path',
      { [`${engine}/a.fixture.ts`]: 'export const a = 1;', [`${engine}/b.test.ts`]: "spawn(join(here, './a.fixture.ts'), []);" },
    ],
    ['a contract shows', { 'packages/order/contract/src/index.ts': 'export const a = 1;' }],
    ['the platform loads', { [`${engine}/index.ts`]: "export { module } from './main.ts';", [`${engine}/main.ts`]: 'export const module = 1;' }],
  ])('that %s is not', (_, files) => {
    expect(unusedExports(house(files))).toEqual([]);
  });

  it('that a library shows is for people outside of this house', () => {
    const files = { [`${log}/a.ts`]: 'export const a = 1; export const b = 2;', [`${log}/index.ts`]: "export { a } from './a.ts';" };
    expect(unusedExports(house(files, { 'packages/foundation/log': { keywords: ['library'] } }))).toEqual([`${log}/a.ts: b`]);
  });
});

describe('a dependency', () => {
  const manifest = (...names: readonly string[]): Readonly<Record<string, Manifest>> => ({
    'packages/order/engine': {
      name: '@noren/order-engine',
      scripts: { build: 'vite build' },
      dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
    },
  });
  const names = ['pg', '@noren/log', '@types/pg', 'vite', 'css-reset', '@prisma/client', 'axe-core'];

  it('that nothing uses is named', () => {
    const unused = unusedDependencies(house({ [`${engine}/a.ts`]: "import { Pool } from 'pg-pool'; import { log } from '@noren/logs';" }, manifest(...names)));
    expect(unused).toEqual(names.filter((name) => name !== 'vite').map((name) => `packages/order/engine: ${name}`));
  });

  it('of the root that nothing uses is named', () => {
    const files = { 'tools/a.ts': "import { parse } from 'yaml'; bin('tsc');", 'node_modules/typescript/package.json': '{ "bin": { "tsc": "tsc" } }' };
    expect(unusedDependencies(house(files, { '.': { devDependencies: { yaml: '1.0.0', typescript: '7.0.0', zod: '4.0.0' } } }))).toEqual(['.: zod']);
  });

  it('that code, types, styles, generated code, a path or a script names is not', () => {
    const files = {
      [`${engine}/a.ts`]: "import type { Pool } from 'pg'; import { Log } from '@noren/log'; require.resolve('axe-core/axe.min.js');",
      [`${engine}/a.css`]: "@import 'css-reset';",
      [`${engine}/generated/client.ts`]: "import * as runtime from '@prisma/client/runtime/client';",
      'packages/order/engine/prisma/schema.prisma': '',
    };
    expect(unusedDependencies(house(files, manifest(...names)))).toEqual([]);
  });
});

it('this repository exports and depends on nothing that is not used', { timeout: 60_000 }, () => {
  expect([...unusedExports(), ...unusedDependencies()]).toEqual([]);
});
