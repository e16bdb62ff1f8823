import { isNode, type Node, type Source, walk } from './source.ts';

const why = "how many decimals a currency has, and which there are, is the kernel's table (ISO 4217): ICU's differ by version";

/** Where ICU is asked for a currency's decimals or for the list of currencies: by its list, its resolved options, or money that is formatted without them. */
export const icuCurrencies = ({ program, lineOf }: Source): readonly Readonly<{ line: number; why: string }>[] =>
  [...walk(program)].filter((node) => asksForList(node) || asksForDigits(node) || leavesDigitsOpen(node)).map((node) => ({ line: lineOf(node.start), why }));

const asksForList = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  isNode(node['callee']) &&
  nameOf(node['callee']['property']) === 'supportedValuesOf' &&
  Array.isArray(node['arguments']) &&
  node['arguments'].some((argument) => valueOf(argument) === 'currency');

const asksForDigits = (node: Node): boolean =>
  (node.type === 'MemberExpression' && /^(min|max)imumFractionDigits$/.test(nameOf(node['property'])) && isResolved(node['object'])) ||
  (node.type === 'VariableDeclarator' && isResolved(node['init']) && propertiesOf(node['id']).some((name) => name.endsWith('FractionDigits')));

const isResolved = (node: unknown): boolean => isNode(node) && isNode(node['callee']) && nameOf(node['callee']['property']) === 'resolvedOptions';

function leavesDigitsOpen(node: Node): boolean {
  if (node.type !== 'ObjectExpression' || !Array.isArray(node['properties'])) return false;
  const isMoney = node['properties'].some((one) => isNode(one) && nameOf(one['key']) === 'style' && valueOf(one['value']) === 'currency');
  return isMoney && !['minimumFractionDigits', 'maximumFractionDigits'].every((name) => propertiesOf(node).includes(name));
}

const propertiesOf = (node: unknown): readonly string[] =>
  isNode(node) && Array.isArray(node['properties']) ? node['properties'].map((one: unknown) => (isNode(one) ? nameOf(one['key']) : '')) : [];
const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? String(node['name']) : '');
const valueOf = (node: unknown): unknown => (isNode(node) && node.type === 'Literal' ? node['value'] : undefined);
