import { posix } from 'node:path';
import { type Package, placeOf } from './places.ts';
import { isNode, type Node, readSource, walk } from './source.ts';
import type { File } from './violations.ts';

/** What a file reads outside of its package: a file or folder, by its path from the root. A path above the root is outside of the repository. */
export type Reach = Readonly<{ line: number; to: string }>;
export type House = Readonly<{ packages: readonly Package[]; has: (path: string) => boolean }>;

/** Makes the paths of every store's migrations from a name; whoever gives it the name is read instead (`stores: ['order']`). */
const homeOfMigrations = 'packages/foundation/service-kit/src/postgres/migrations-of.ts';
/** What is made from sources and from the lockfile, which nx knows of. */
const made = /(^|\/)(node_modules|dist|generated|coverage|\.noren|\.nx|\.cache)(\/|$)/;

/** All that `file`, of the package in `folder`, reads elsewhere, as far as can be told without running it. */
export function reachesOf(file: File, folder: string, house: House): readonly Reach[] {
  if (file.path === homeOfMigrations) return [];
  const found = file.path.endsWith('.proto') ? ofProto(file, house) : ofCode(file, house);
  // The root is where paths begin: code that is no test reads what it adds to it, which is written somewhere as well.
  const isBase = (to: string): boolean => to === '.' && !placeOf(file.path)?.test;
  return found
    .filter(({ to }) => !within(to, folder) && !made.test(to) && !isBase(to))
    .filter(({ to }, at, all) => all.findIndex((other) => other.to === to) === at);
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function ofProto({ text }: File, { packages, has }: House): readonly Reach[] {
  return [...text.matchAll(/^import "(.+)";$/gm)].flatMap(([, name = ''], at) => {
    const owner = packages.find(({ folder }) => has(`${folder}/proto/${name}`));
    return owner ? [{ line: at + 1, to: `${owner.folder}/proto/${name}` }] : [];
  });
}

function ofCode({ path, text }: File, house: House): readonly Reach[] {
  const { imports, program, lineOf } = readSource(path, text);
  const ofImports = imports.flatMap(({ specifier, line }) => {
    const known = house.packages.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
    return known ? [{ line, to: known.folder }] : [];
  });
  const ofNodes = [...walk(program)].flatMap((node) => read(node, path, house).map((to) => ({ line: lineOf(node.start), to })));
  return [...ofImports, ...ofNodes, ...ofKind(path)];
}

/** Vitest starts these kinds of test on what @noren/testing sets up (vitest.config.ts). */
const ofKind = (path: string): readonly Reach[] => (/\.(int|kafka)\.test\.ts$/.test(path) ? [{ line: 1, to: 'packages/foundation/testing' }] : []);

function read(node: Node, path: string, house: House): readonly string[] {
  const here = posix.dirname(path);
  if (node.type === 'CallExpression') return [...joined(node, here), ...ofMigrations(node)];
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'URL') return relativeToThis(node, here);
  if (node.type === 'Property' && nameOf(node['key']) === 'stores') return storesIn(node['value'], house);
  return ofText(textOf(node), here, house);
}

/** `join(import.meta.dirname, '..', '..')`: the path as far as it is written there. */
function joined(node: Node, here: string): readonly string[] {
  const [base, ...rest] = listOf(node['arguments']);
  if (!/^(join|resolve)$/.test(nameOf(node['callee'])) || !isThisFolder(base)) return [];
  const unwritten = rest.findIndex((argument) => textOf(argument) === undefined);
  return [posix.join(here, ...rest.slice(0, unwritten === -1 ? rest.length : unwritten).map((argument) => textOf(argument) ?? ''))];
}

/** `new URL('../proto/', import.meta.url)`. */
function relativeToThis(node: Node, here: string): readonly string[] {
  const [relative, base] = listOf(node['arguments']);
  return base && nameOf(base['property']) === 'url' && relative ? [posix.join(here, textOf(relative) ?? '')] : [];
}

const ofMigrations = (node: Node): readonly string[] =>
  nameOf(node['callee']) === 'migrationsOf' ? listOf(node['arguments']).flatMap(textsIn).map(storeOf) : [];
const storesIn = (value: unknown, { packages }: House): readonly string[] =>
  nameOf(value) === 'storeRoles' ? packages.filter(({ role }) => role === 'store').map(({ folder }) => folder) : textsIn(value).map(storeOf);
const storeOf = (role: string): string => (role === 'log' ? 'packages/foundation/log' : `packages/${role.replaceAll('_', '-')}/store`);

/** A text that is the path of something in the repository, from the file that says it or from the root. */
function ofText(text: string | undefined, here: string, { has }: House): readonly string[] {
  if (text === undefined || /\s/.test(text)) return [];
  if (/^\.\.?\/./.test(text)) return [posix.join(here, text)].filter((to) => has(to));
  return /^(packages|tools|docs|bin)\/./.test(text) && has(text) ? [posix.normalize(text)] : [];
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  return node.type === 'Identifier' ? String(node['name']) : '';
};
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const isThisFolder = (node: Node | undefined): boolean => node?.type === 'MemberExpression' && nameOf(node) === 'dirname';
/** What a literal says; of a template what it begins with. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateLiteral' || listOf(node['expressions']).length > 0) return undefined;
  const [{ value } = { value: undefined }] = listOf(node['quasis']);
  return (value as Readonly<{ cooked?: string }> | undefined)?.cooked;
}
const textsIn = (node: unknown): readonly string[] => (isNode(node) ? [...walk(node)].flatMap((inner) => textOf(inner) ?? []) : []);

/** The variables of the environment that a test reads, as `$NAME`. Those by which a process finds its programs and files are everybody's. */
export function variablesOf({ path, text }: File): readonly Reach[] {
  if (!placeOf(path)?.test) return [];
  const { program, lineOf } = readSource(path, text);
  return [...walk(program)]
    .flatMap((node) => {
      const names = node.type === 'VariableDeclarator' && isEnvironment(node['init']) ? keysOf(node['id']) : isEnvironment(node['object']) ? [keyOf(node)] : [];
      return names.map((name) => ({ line: lineOf(node.start), to: `$${name}` }));
    })
    .filter(({ to }) => !['$PATH', '$HOME'].includes(to));
}

const isEnvironment = (node: unknown): boolean =>
  isNode(node) && node.type === 'MemberExpression' && nameOf(node) === 'env' && isNode(node['object']) && nameOf(node['object']) === 'process';
const keyOf = (node: Node): string => textOf(node['property']) ?? nameOf(node['property']);
const keysOf = (pattern: unknown): readonly string[] =>
  isNode(pattern) ? listOf(pattern['properties']).flatMap((property) => (property.type === 'Property' ? [nameOf(property['key'])] : [])) : [];
