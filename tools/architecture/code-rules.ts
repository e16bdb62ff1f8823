import { basename } from 'node:path';
import { icuCurrencies } from './currency-rules.ts';
import { isRuleFile } from './import-rules.ts';
import type { Package, Place } from './places.ts';
import { isNode, type Node, type Source, walk } from './source.ts';

type Finding = Readonly<{ line: number; why: string }>;

/** What a file says that its place does not allow, beside its imports. */
export const findings = (place: Place, source: Source, packages: readonly Package[]): readonly Finding[] => [
  ...(place.package.role === 'foundation' && !place.test ? business(source, packages) : []),
  ...((place.layer === 'domain' && !place.test) || isRuleFile(place) ? clocksAndDice(source) : []),
  ...(['api', 'engine'].includes(place.package.role) && !place.test ? refusalsPastTheTable(source) : []),
  ...tornSums(source),
  ...(place.test ? [] : icuCurrencies(source)),
  ...names(place, source),
];

const clocks: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  crypto: ['randomUUID', 'randomUUIDv7', 'getRandomValues', 'randomBytes'],
  performance: ['now'],
  process: ['hrtime', 'env'],
  Temporal: ['Now'],
};
const imports = ['newId', 'systemClock', 'randomUUID', 'randomUUIDv7', 'randomBytes'];
const globals = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'];

/** The domain is told the time and its ids: the same command must always decide the same. */
function clocksAndDice({ program, lineOf }: Source): readonly Finding[] {
  return [...walk(program)].flatMap((node) => (readsClockOrDice(node) ? [{ line: lineOf(node.start), why: 'the domain is told the time and its ids' }] : []));
}

function readsClockOrDice(node: Node): boolean {
  if (node.type === 'NewExpression') return nameOf(node['callee']) === 'Date' && !hasArguments(node);
  if (node.type === 'MemberExpression') return clocks[nameOf(node['object'])]?.includes(nameOf(node['property'])) ?? false;
  if (node.type === 'ImportSpecifier') return imports.includes(nameOf(node['imported']));
  return node.type === 'CallExpression' && (globals.includes(nameOf(node['callee'])) || (nameOf(node['callee']) === 'Date' && !hasArguments(node)));
}

const hasArguments = (node: Node): boolean => Array.isArray(node['arguments']) && node['arguments'].length > 0;
const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? String(node['name']) : '');

/** Foundation has no business words in it: it does not even know what the rooms of the house are called. */
function business({ program, lineOf }: Source, packages: readonly Package[]): readonly Finding[] {
  const areas = new Set(packages.filter(({ role }) => role !== 'foundation' && role !== 'platform').flatMap(({ area }) => [area, area.replaceAll('-', '_')]));
  return [...walk(program)]
    .filter((node) => node.type === 'Literal' && typeof node['value'] === 'string' && areas.has(node['value']))
    .map((node) => ({ line: lineOf(node.start), why: `foundation knows no ${String(node['value'])}` }));
}

/** What a context refuses with stands once, in its contract: `refusal('shop_closed')` takes kind and sentence from there. */
function refusalsPastTheTable({ program, lineOf }: Source): readonly Finding[] {
  return [...walk(program)]
    .filter((node) => node.type === 'NewExpression' && nameOf(node['callee']) === 'Refusal')
    .map((node) => ({ line: lineOf(node.start), why: 'a refusal is made by its code from the table in the contract' }));
}

/** `n += await f()` reads n before it waits: what others added meanwhile is lost. */
function tornSums({ program, lineOf }: Source): readonly Finding[] {
  const torn = [...walk(program)].filter((node) => node.type === 'AssignmentExpression' && /^[-+*/%]/.test(String(node['operator'])) && waits(node['right']));
  return torn.map((node) => ({ line: lineOf(node.start), why: 'wait first, then add: the sum is read before the wait' }));
}

const waits = (node: unknown): boolean =>
  isNode(node) && [...walk(node, (inner) => !/Function/.test(inner.type))].some(({ type }) => type === 'AwaitExpression');

/** A process manager is a pattern's name. */
const empty = /(^|-)((?<!process-)manager|helpers?|impl|utils?|dto|vo|entity|common|misc)\.ts$/;
const emptyClass = /(Service|Manager|Helper|Impl|Dto|Entity|VO)$|^Base[A-Z]|^I[A-Z][a-z]/;

/** A name says what a thing does; where it stands says which part it plays. */
function names({ path, layer }: Place, { program, lineOf }: Source): readonly Finding[] {
  const file = basename(path);
  const ofFile = empty.test(file) || (file.endsWith('-service.ts') && layer !== 'interface') ? [{ line: 1, why: `${file} is a name that says nothing` }] : [];
  const ofClasses = [...walk(program)]
    .filter((node) => /^(Class|TSInterface)Declaration$/.test(node.type) && emptyClass.test(nameOf(node['id'])))
    .map((node) => ({ line: lineOf(node.start), why: `${nameOf(node['id'])} is a name that says nothing` }));
  return [...ofFile, ...ofClasses];
}
