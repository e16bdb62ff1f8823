import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Package } from './places.ts';
import { filesUnder, packagesOf, read, root } from './repository.ts';
import { isNode, type Node, readSource, walk } from './source.ts';
import type { File } from './violations.ts';

/** A package as its package.json shows it: the files that others get by its name, and whether these are for people outside of this house as well. */
type Shown = Readonly<{ package: Package; entries: Readonly<Record<string, string>>; forAll: boolean }>;

/** What a file exports: under which name, and where it comes from if it is passed on. */
type Export = Readonly<{ name: string; from?: string; as?: string }>;
type Use = Readonly<{ file: string; name: string }>;
type Module = Readonly<{ path: string; exports: readonly Export[]; starsFrom: readonly string[]; uses: readonly Use[] }>;
const ALL = '*';

/** Every export of packages and tools that no other file asks for, as `path: name`. */
export function unusedExports(base = root): readonly string[] {
  const files = ['packages', 'tools'].flatMap((folder) => ['.ts', '.tsx'].flatMap((ends) => filesUnder(folder, ends, base)));
  return unused(
    files,
    packagesOf(base).map((one) => shownBy(one, base)),
  );
}

/** What a contract shows is for every reader of messages, and what a library shows (`"keywords": ["library"]`) for people outside of this house. */
function shownBy(one: Package, base: string): Shown {
  const { exports = {}, keywords = [] } = JSON.parse(read(`${one.folder}/package.json`, base)) as {
    readonly exports?: Readonly<Record<string, string>>;
    readonly keywords?: readonly string[];
  };
  const entries = Object.entries(exports).map(([name, path]) => [name, posix.join(one.folder, path)]);
  return { package: one, entries: Object.fromEntries(entries) as Record<string, string>, forAll: one.role === 'contract' || keywords.includes('library') };
}

function unused(files: readonly File[], shown: readonly Shown[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  const modules = new Map(files.map((file) => [file.path, moduleOf(file, paths, shown)]));
  const used = new Map<string, Set<string>>();

  const use = ({ file, name }: Use): void => {
    const found = modules.get(file);
    const names = used.get(file) ?? new Set();
    if (!found || names.has(name)) return;
    used.set(file, names.add(name));
    const own = name === ALL ? found.exports : found.exports.filter((one) => one.name === name);
    if (name === ALL) for (const one of own) names.add(one.name);
    for (const { from, as = ALL } of own) if (from !== undefined) use({ file: from, name: as });
    // What it does not say itself it has from one of those that it passes on whole.
    if (name === ALL || own.length === 0) for (const from of found.starsFrom) use({ file: from, name });
  };
  for (const { uses } of modules.values()) for (const one of uses) use(one);
  for (const { entries, forAll } of shown) if (forAll) for (const file of Object.values(entries)) use({ file, name: ALL });

  return [...modules.values()].flatMap(({ path, exports }) =>
    exports.filter(({ name }) => !used.get(path)?.has(name) && !isLoaded(path, name)).map(({ name }) => `${path}: ${name}`),
  );
}

/** What is loaded without being named: modules of the platform, by their package's name; configurations and set-ups, by tools. */
const isLoaded = (path: string, name: string): boolean =>
  name === 'default' || (name === 'setup' && path.endsWith('/setup.ts')) || (name === 'module' && /\/src\/(index|main)\.ts$|\/fakes\//.test(path));

function moduleOf({ path, text }: File, paths: ReadonlySet<string>, shown: readonly Shown[]): Module {
  const { staticImports, staticExports } = parseSync(path, text).module;
  const resolved = (specifier: string): string | undefined => fileOf(path, specifier, paths, shown);
  const uses: Use[] = [];
  const ask = (specifier: string, name: string): void => {
    const file = resolved(specifier);
    if (file !== undefined) uses.push({ file, name });
  };
  for (const { moduleRequest, entries } of staticImports)
    for (const { importName } of entries) ask(moduleRequest.value, importName.kind === 'NamespaceObject' ? ALL : (importName.name ?? 'default'));
  for (const specifier of namedWhole(path, text)) ask(specifier, ALL);

  const entries = staticExports.flatMap((statement) => statement.entries);
  const exports = entries.flatMap((entry): readonly Export[] => {
    if (entry.exportName.kind === 'None') return [];
    const from = entry.moduleRequest === null ? undefined : resolved(entry.moduleRequest.value);
    const name = entry.exportName.name ?? 'default';
    return [{ name, ...(from === undefined ? {} : { from, as: entry.importName.name ?? ALL }) }];
  });
  const starsFrom = entries.flatMap(({ exportName, moduleRequest }) =>
    exportName.kind === 'None' && moduleRequest ? (resolved(moduleRequest.value) ?? []) : [],
  );
  return { path, exports, starsFrom, uses };
}

/** Files that are named as a whole: by `import('./a.ts')`, and by a path in a text, which is run by itself. */
function namedWhole(path: string, text: string): readonly string[] {
  // Reading every node of every file takes longer than all the rest.
  if (!/['"`][^'"`\n]*\.tsx?['"`](?!;?$)/m.test(text)) return [];
  const isStatement = (node: Node): boolean => /^(ImportDeclaration|ExportAllDeclaration)$/.test(node.type) || isNode(node['source']);
  const texts = [...walk(readSource(path, text).program, (node) => node.type === 'ImportExpression' || !isStatement(node))].filter(
    ({ type }) => type === 'Literal',
  );
  return texts.flatMap(({ value }) => (typeof value === 'string' && /\.tsx?$/.test(value) ? [value] : []));
}

function fileOf(path: string, specifier: string, paths: ReadonlySet<string>, shown: readonly Shown[]): string | undefined {
  if (specifier.startsWith('@noren/')) {
    const owner = shown.find(({ package: { name } }) => specifier === name || specifier.startsWith(`${name}/`));
    if (!owner) return undefined;
    const name = `.${specifier.slice(owner.package.name.length)}`;
    // `"./*": "./src/*.ts"`: each file by its name.
    return owner.entries[name] ?? owner.entries['./*']?.replace('*', name.slice('./'.length));
  }
  const file = posix.join(posix.dirname(path), specifier);
  if (paths.has(file)) return file;
  return paths.has(specifier) ? specifier : undefined;
}
