import { type Dirent, readdirSync, readlinkSync } from 'node:fs';
import { matchesGlob, posix } from 'node:path';
import { type House, type Reach, reachesOf, variablesOf } from './reach.ts';
import type { Package } from './places.ts';
import { filesUnder, has, packagesOf, read, root } from './repository.ts';

type Manifest = Readonly<{
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  nx?: Readonly<{ implicitDependencies?: readonly string[] }>;
}>;
type Configuration = Readonly<{
  namedInputs: Readonly<Record<string, readonly unknown[]>>;
  targetDefaults: Readonly<Record<string, Readonly<{ inputs: readonly unknown[] }>>>;
}>;

/** The packages that a package stands on, as nx sees it: what its package.json names, and what these name. */
export function standsOn(folder: string, packages: readonly Package[], base = root): ReadonlySet<string> {
  const folders = new Map(packages.map((one) => [one.name, one.folder]));
  const found = new Set<string>();
  const look = (at: string): void => {
    const { dependencies = {}, devDependencies = {}, nx } = JSON.parse(read(`${at}/package.json`, base)) as Manifest;
    for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies), ...(nx?.implicitDependencies ?? [])]) {
      const to = folders.get(name);
      if (to === undefined || found.has(to)) continue;
      found.add(to);
      look(to);
    }
  };
  look(folder);
  return found;
}

/** What lies outside of packages and every cached test depends on, as nx.json says: files, and variables of the environment. */
function commonInputs(base: string): Readonly<{ files: readonly string[]; variables: readonly string[] }> {
  const { namedInputs, targetDefaults } = JSON.parse(read('nx.json', base)) as Configuration;
  const inputs = (targetDefaults['test']?.inputs ?? []).flatMap((input) => (typeof input === 'string' ? (namedInputs[input] ?? [input]) : [input]));
  return {
    files: inputs.flatMap((input) => (typeof input === 'string' && input.startsWith('{workspaceRoot}/') ? [input.slice('{workspaceRoot}/'.length)] : [])),
    variables: inputs.flatMap((input) => (typeof input === 'object' && input !== null && 'env' in input ? [String(input.env)] : [])),
  };
}

/** All that tests or what they test read and nx does not know of, so that it would call them green unseen; a line each. */
export function unknownInputs(base = root): readonly string[] {
  const packages = packagesOf(base);
  const house: House = { packages, has: (path) => has(path, base) };
  const common = commonInputs(base);
  return packages.flatMap(({ folder }) => {
    const below = standsOn(folder, packages, base);
    const isKnown = (to: string): boolean => {
      const owner = packages.find((one) => to === one.folder || to.startsWith(`${one.folder}/`));
      if (owner) return below.has(owner.folder);
      if (common.files.some((input) => matchesGlob(to, input))) return true;
      // Above packages: all that is below it may be read.
      const inside = packages.filter((one) => one.folder.startsWith(`${to}/`) && one.folder !== folder);
      return inside.length > 0 && inside.every((one) => below.has(one.folder));
    };
    const files = ['.ts', '.tsx', '.proto'].flatMap((ends) => filesUnder(folder, ends, base));
    const reads = files.flatMap((file) => reachesOf(file, folder, house).map((reach) => ({ path: file.path, ...reach })));
    const variables = files.flatMap((file) => variablesOf(file).map((reach) => ({ path: file.path, ...reach })));
    const unknown = [
      ...[...reads, ...links(folder, base)].filter(({ to }) => !isKnown(to)),
      ...variables.filter(({ to }) => !common.variables.includes(to.slice(1))),
    ];
    return unknown.map(({ path, line, to }) => `${path}:${line} reads ${to}, which nx does not know of`);
  });
}

/** Links that lead out of a package: git keeps where they lead, not what is there. */
function links(folder: string, base: string): readonly (Reach & Readonly<{ path: string }>)[] {
  const entries: readonly Dirent[] = readdirSync(posix.join(base, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) return [{ path, line: 1, to: posix.join(folder, readlinkSync(posix.join(base, path))) }];
    return entry.isDirectory() && !['node_modules', 'generated', 'dist'].includes(entry.name) ? links(path, base) : [];
  });
}
