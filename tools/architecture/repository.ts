import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Package, packageAt } from './places.ts';
import type { File } from './violations.ts';

export const root = resolve(import.meta.dirname, '../..');
export const read = (path: string, base = root): string => readFileSync(join(base, path), 'utf8');
export const has = (path: string, base = root): boolean => existsSync(join(base, path));

const skipped = ['node_modules', 'generated', 'dist'];

/** The paths under a folder, from the root; generated code and installed packages are left out. */
export function pathsUnder(folder: string, ends: string, base = root): readonly string[] {
  if (!has(folder, base)) return [];
  return readdirSync(join(base, folder), { withFileTypes: true })
    .filter(({ name }) => !skipped.includes(name) && !name.startsWith('.'))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return pathsUnder(path, ends, base);
      return path.endsWith(ends) ? [path] : [];
    });
}

export const filesUnder = (folder: string, ends: string, base = root): readonly File[] =>
  pathsUnder(folder, ends, base).map((path) => ({ path, text: read(path, base) }));

const foldersIn = (folder: string, base: string): readonly string[] =>
  readdirSync(join(base, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.includes(entry.name))
    .map(({ name }) => `${folder}/${name}`);

/** Every package of the repository, as its folder names say. */
export const packagesOf = (base = root): readonly Package[] =>
  foldersIn('packages', base)
    .flatMap((area) => (area === 'packages/platform' ? [area] : foldersIn(area, base)))
    .filter((folder) => has(`${folder}/package.json`, base))
    .map(packageAt);

/** The bounded contexts: the areas that have an engine. */
export const contexts = (base = root): readonly string[] => [
  ...new Set(
    packagesOf(base)
      .filter(({ context }) => context)
      .map(({ area }) => area),
  ),
];
