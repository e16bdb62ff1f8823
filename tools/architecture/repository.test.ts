import { execFileSync } from 'node:child_process';
import { existsSync, globSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLockfile, unnamed } from '../lockfile.ts';
import { contexts, filesUnder, has, packagesOf, pathsUnder, read, root } from './repository.ts';
import { placeOf } from './places.ts';
import { readSource } from './source.ts';
import { type File, violations } from './violations.ts';

const packages = packagesOf();
const files = ['.ts', '.tsx'].flatMap((ends) => filesUnder('packages', ends));

type Manifest = Readonly<{
  name: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  exports?: unknown;
}>;
const manifest = (folder: string): Manifest => JSON.parse(read(`${folder}/package.json`)) as Manifest;

it('this repository keeps the rules of import, names and waiting', { timeout: 60_000 }, () => {
  expect(files.length).toBeGreaterThan(100);
  expect(violations(files, packages)).toEqual([]);
});

describe('every package is an nx project with the same targets', () => {
  it.each(packages.map(({ folder, name }) => [folder, name] as const))('%s', (folder, name) => {
    const up = '../'.repeat(folder.split('/').length);
    const { name: named, scripts } = manifest(folder);
    expect(named).toBe(name);
    expect(scripts).toMatchObject({
      typecheck: 'tsc -p .',
      lint: `oxlint --config ${up}.oxlintrc.json .`,
      test: `vitest run --root ${up.slice(0, -1)} --passWithNoTests ${folder}/`,
    });
    const generates = has(`${folder}/proto`) || has(`${folder}/prisma/schema.prisma`);
    if (generates) expect(scripts).toMatchObject({ generate: `node ${up}tools/generate.ts` });
    expect(JSON.parse(read(`${folder}/tsconfig.json`))).toMatchObject({ extends: `${up}tsconfig.base.json` });
  });
});

/** The packages that these files import. */
const importedBy = (of: readonly File[]): readonly string[] => [
  ...new Set(
    of
      .flatMap(({ path, text }) => readSource(path, text).imports.flatMap(({ specifier, computed }) => (computed ? [] : [specifier])))
      .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
      .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
  ),
];
const named = (folder: string): Readonly<Record<string, string>> => {
  const { dependencies = {}, devDependencies = {} } = manifest(folder);
  return { ...dependencies, ...devDependencies };
};

it('every package names what it imports, so that nx knows whom a change affects', () => {
  const undeclared = packages.flatMap(({ folder, name }) => {
    const own = files.filter(({ path }) => path.startsWith(`${folder}/`));
    const isTest = ({ path }: File): boolean => (placeOf(path)?.test ?? false) || path.endsWith('.fixture.ts');
    const used = importedBy(own.filter((file) => !isTest(file))).filter((one) => one !== name && !(one in named(folder)));
    // What all tests are written with is named once, at the root.
    const inTests = importedBy(own.filter(isTest)).filter((one) => one !== name && !(one in named(folder)) && !(one in named('.')));
    return [...used, ...inTests].map((one) => `${folder} → ${one}`);
  });
  expect(undeclared).toEqual([]);
});

it('the root names what tools import', () => {
  const used = importedBy(filesUnder('tools', '.ts')).filter((one) => !one.startsWith('@noren/'));
  expect(used.filter((one) => !(one in named('.')))).toEqual([]);
});

it('the lockfile is what the packages ask for, on every platform (npm run lock)', () => {
  const lockfile = readLockfile();
  expect(unnamed(lockfile)).toEqual([]);
  const dependenciesOf = ({ dependencies = {}, devDependencies = {} }: Partial<Manifest>) => Object.entries({ ...dependencies, ...devDependencies }).sort();
  const stale = packages.filter(
    ({ folder }) => JSON.stringify(dependenciesOf(manifest(folder))) !== JSON.stringify(dependenciesOf((lockfile.packages[folder] ?? {}) as Partial<Manifest>)),
  );
  expect(stale.map(({ folder }) => folder)).toEqual([]);
});

it('generated code is made, not kept: none of it is committed', () => {
  const tracked = execFileSync('git', ['ls-files', '*/generated/*'], { cwd: root, encoding: 'utf8' });
  expect(tracked).toBe('');
});

const engineMigrations = readdirSync(join(root, 'packages/foundation/engine-kit/migrations')).toSorted();
/** Those that decide, and those that only keep what they hear: whoever has the first of the migrations has them all. */
const storesOfEngines = globSync('packages/*/store', { cwd: root }).filter(
  (store) =>
    contexts().some((context) => store === `packages/${context}/store`) || existsSync(join(root, store, 'prisma/migrations', engineMigrations[0] ?? '')),
);

describe("every context that decides keeps the engine's own tables, by the migrations that engine-kit has", () => {
  it.each(storesOfEngines.flatMap((store) => engineMigrations.map((migration) => [store, migration] as const)))('%s %s', (store, migration) => {
    const link = `${store}/prisma/migrations/${migration}`;
    expect(lstatSync(join(root, link)).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(root, link))).toBe(`../../../../foundation/engine-kit/migrations/${migration}`);
  });
});

it('most files tell one thought: nine of ten have fewer than 200 lines, none more than 400', () => {
  const sizes = files.filter(({ path }) => !placeOf(path)?.test).map(({ path, text }) => ({ path, lines: text.split('\n').length }));
  const long = sizes.filter(({ lines }) => lines > 200);
  expect(sizes.filter(({ lines }) => lines > 400)).toEqual([]);
  expect(long.length > sizes.length / 10 ? long : []).toEqual([]);
});

it('every path in the repository can be checked out everywhere: no two that differ in case only', () => {
  const paths = pathsUnder('packages', '');
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
});
