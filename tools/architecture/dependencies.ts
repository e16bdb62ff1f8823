import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Package } from './places.ts';
import { reachesOf } from './reach.ts';
import { filesUnder, has, packagesOf, pathsUnder, read, root } from './repository.ts';

type Manifest = Readonly<{
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}>;
const manifestAt = (path: string, base: string): Manifest => JSON.parse(read(path, base)) as Manifest;
const declared = ({ dependencies = {}, devDependencies = {} }: Manifest): readonly string[] => Object.keys({ ...dependencies, ...devDependencies });

/** Every package that is named as a dependency and used nowhere, as `where: package`. */
export const unusedDependencies = (base = root): readonly string[] => {
  const packages = packagesOf(base);
  return [...packages.flatMap(({ folder }) => unusedIn(folder, packages, base)), ...unusedAtRoot(packages, base)];
};

function unusedIn(folder: string, packages: readonly Package[], base: string): readonly string[] {
  const manifest = manifestAt(`${folder}/package.json`, base);
  const files = ['.ts', '.tsx', '.proto'].flatMap((ends) => filesUnder(folder, ends, base));
  const house = { packages, has: (path: string) => has(path, base) };
  const reached = files.flatMap((file) => reachesOf(file, folder, house).map(({ to }) => to));
  const generates = ['proto', 'prisma'].some((language) => has(`${folder}/${language}`, base));
  /** Texts that may name a package, in quotes. */
  const texts = [
    ...files.map(({ text }) => text),
    ...pathsUnder(folder, '.css', base).map((path) => read(path, base)),
    read(`${folder}/tsconfig.json`, base),
    ...(generates ? generatedTexts(folder, base) : []),
  ].join('\n');
  const isUsed = (name: string): boolean => {
    const own = packages.find((one) => one.name === name);
    if (own && reached.some((to) => to === own.folder || to.startsWith(`${own.folder}/`))) return true;
    if (name.startsWith('@types/')) return isUsed(name.slice('@types/'.length));
    return quotes(texts, name) || runs(manifest.scripts, name);
  };
  return declared(manifest)
    .filter((name) => !isUsed(name))
    .map((name) => `${folder}: ${name}`);
}

/** What the repository itself needs: what its tools, its configurations and all tests import, and the programs that they run. */
function unusedAtRoot(packages: readonly Package[], base: string): readonly string[] {
  const manifest = manifestAt('package.json', base);
  const code = [
    ...['tools', 'bin'].flatMap((folder) => ['.ts', '.mjs'].flatMap((ends) => filesUnder(folder, ends, base).map(({ text }) => text))),
    ...packages.flatMap(({ folder }) =>
      pathsUnder(folder, '.ts', base)
        .filter((path) => /\.test|\.fixture\.ts$|\/test\//.test(path))
        .map((path) => read(path, base)),
    ),
    ...['vitest.config.ts', 'tsconfig.base.json', 'buf.gen.yaml', '.prettierrc.json', 'tools/project.json']
      .filter((path) => has(path, base))
      .map((path) => read(path, base)),
  ].join('\n');
  const scripts = packages.map(({ folder }) => manifestAt(`${folder}/package.json`, base).scripts).concat(manifest.scripts);
  const isUsed = (name: string): boolean => {
    const programs = [name, ...programsOf(name, base)];
    if (name.startsWith('@types/')) return isUsed(name.slice('@types/'.length)) || quotes(code, name.slice('@types/'.length));
    // Vitest loads it by the name of its provider.
    if (name.startsWith('@vitest/coverage-')) return quotes(code, name.slice('@vitest/coverage-'.length));
    return (
      quotes(code, name) ||
      programs.some((program) => quotes(code, program) || scripts.some((one) => runs(one, program)) || code.includes(`node_modules/.bin/${program}`))
    );
  };
  return declared(manifest)
    .filter((name) => !isUsed(name))
    .map((name) => `.: ${name}`);
}

/** Generated code imports for its package; it is made before anything is checked, and left out of all other checks. */
const generatedTexts = (folder: string, base: string): readonly string[] =>
  has(`${folder}/src/generated`, base)
    ? readdirSync(join(base, folder, 'src/generated'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => read(`${folder}/src/generated/${path}`, base))
    : [];

const programsOf = (name: string, base: string): readonly string[] => {
  const path = `node_modules/${name}/package.json`;
  const bin = has(path, base) ? (JSON.parse(read(path, base)) as { bin?: string | Record<string, string> }).bin : undefined;
  return typeof bin === 'object' ? Object.keys(bin) : [];
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const quotes = (texts: string, name: string): boolean => new RegExp(`['"\`]${escaped(name)}(?:/[^'"\`]*)?['"\`]`).test(texts);
const runs = (scripts: Manifest['scripts'], program: string): boolean =>
  Object.values(scripts ?? {}).some((script) => new RegExp(`(^|&& )${escaped(program)}( |$)`).test(script));
