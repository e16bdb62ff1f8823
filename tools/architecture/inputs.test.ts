import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unknownInputs } from './inputs.ts';
import { root } from './repository.ts';

let houses = '';
beforeAll(() => {
  houses = mkdtempSync(join(tmpdir(), 'noren-inputs-'));
});
afterAll(() => rmSync(houses, { recursive: true, force: true }));

type Planted = Readonly<{ files: Readonly<Record<string, string>>; links?: Readonly<Record<string, string>> }>;

/** What nx would not see in a small house: an engine that stands on its contract and its store, with these files in it. */
function unseen({ files, links = {} }: Planted): readonly string[] {
  const folder = mkdtempSync(join(houses, 'planted-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const manifest = (at: string, name: string, ...on: readonly string[]): void =>
    write(`packages/${at}/package.json`, JSON.stringify({ name, dependencies: Object.fromEntries(on.map((one) => [one, '*'])) }));
  manifest('foundation/kernel', '@noren/kernel');
  manifest('foundation/testing', '@noren/testing');
  manifest('foundation/wire', '@noren/wire');
  manifest('order/contract', '@noren/order-contract', '@noren/kernel');
  manifest('order/store', '@noren/order-store');
  manifest('order/engine', '@noren/order-engine', '@noren/order-contract');
  manifest('shop/store', '@noren/shop-store');
  cpSync(join(root, 'nx.json'), join(folder, 'nx.json'));
  for (const path of ['README.md', 'docs/roles.md', 'vitest.config.ts', 'packages/order/README.md']) write(path, '');
  write('packages/order/contract/proto/order.proto', '');
  write('packages/foundation/wire/proto/wire.proto', '');
  for (const [path, text] of Object.entries(files)) write(path, text);
  for (const [path, to] of Object.entries(links)) symlinkSync(to, join(folder, path));
  return unknownInputs(folder);
}

const test = 'packages/order/engine/src/a.test.ts';
const planted: Readonly<Record<string, readonly [planted: Planted, reads: string]>> = {
  'a package that it imports': [{ files: { [test]: "import { given } from '@noren/testing';" } }, 'packages/foundation/testing'],
  'a folder above its own': [
    { files: { [test]: "const context = join(import.meta.dirname, '..', '..'); globSync('store/*.ts', { cwd: context });" } },
    'packages/order',
  ],
  'a file of another package': [{ files: { [test]: "const text = read('../../store/package.json');" } }, 'packages/order/store/package.json'],
  'a file of another package, by a path from the root': [
    { files: { [test]: "spawn('node', ['packages/order/store/package.json']);" } },
    'packages/order/store/package.json',
  ],
  'a file of another package, by an address': [{ files: { [test]: "new URL('../../store/proto/', import.meta.url);" } }, 'packages/order/store/proto/'],
  'a file of an area': [{ files: { [test]: "readFileSync(join(import.meta.dirname, '../../README.md'));" } }, 'packages/order/README.md'],
  'a file of the root': [{ files: { [test]: "readFileSync('docs/roles.md');" } }, 'docs/roles.md'],
  'a file outside of the repository': [{ files: { [test]: "join(import.meta.dirname, '../../../../../shared', name);" } }, '../shared'],
  'the migrations of a store': [{ files: { [test]: "testDatabase({ stores: ['order', 'shop'] });" } }, 'packages/order/store'],
  'the migrations of a store, by its name': [{ files: { [test]: "migrationsOf('shop');" } }, 'packages/shop/store'],
  'a variable of the environment': [{ files: { [test]: "const speed = Number(process.env['SPEED'] ?? 1);" } }, '$SPEED'],
  'a variable of the environment, by its name': [{ files: { [test]: 'const { SPEED: speed } = process.env;' } }, '$SPEED'],
  'what sets up its kind of test': [{ files: { 'packages/order/engine/src/a.int.test.ts': '' } }, 'packages/foundation/testing'],
  'a proto of another package': [
    { files: { 'packages/order/contract/proto/events.proto': 'import "wire.proto";\n' } },
    'packages/foundation/wire/proto/wire.proto',
  ],
  'what a link leads to': [
    { files: { 'packages/order/store/prisma/a.sql': '' }, links: { 'packages/order/store/prisma/engine': '../../../foundation/kernel/migrations' } },
    'packages/foundation/kernel/migrations',
  ],
  'a file of another package, in what is tested': [
    { files: { 'packages/order/engine/src/a.ts': "export const page = join(import.meta.dirname, '../../store/page.html');" } },
    'packages/order/store/page.html',
  ],
};

it.each(Object.entries(planted))('names %s', (_, [house, reads]) => {
  expect(unseen(house)[0]).toMatch(new RegExp(`^packages/order/\\S+:1 reads ${RegExp.escape(reads)}, which nx does not know of$`));
});

it.each([
  ['its own files', "readFileSync(join(import.meta.dirname, '../package.json')); import('./b.ts');"],
  ['what it stands on', "import { topics } from '@noren/order-contract'; readFileSync('../../contract/package.json');"],
  ['what that stands on', "import { Refusal } from '@noren/kernel';"],
  ['files of the root that every test depends on', "readFileSync('../../../../vitest.config.ts');"],
  ['variables that every test depends on', "process.env['SEED'];"],
  ['paths that are no files of ours', "send('../../../../etc/passwd');"],
  ['what is made', "resolve(import.meta.dirname, '../../../../node_modules/vite/bin/vite.js');"],
])('is silent about %s', (_, text) => {
  expect(unseen({ files: { [test]: text } })).toEqual([]);
});

it('nx knows all that the tests of this repository read', { timeout: 60_000 }, () => {
  expect(unknownInputs()).toEqual([]);
});
