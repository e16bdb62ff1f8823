import { filesUnder } from '../architecture/repository.ts';
import { isNode, type Node, readSource, walk } from '../architecture/source.ts';

type Refused = Readonly<{ code: string; path: string }>;

/** Every refusal that this code can throw: `refusal('shop_closed', …)`, and what goes past the table: `new Refusal('conflict', 'shop_closed', …)`. */
export function refusalsIn(...folders: readonly string[]): readonly Refused[] {
  return folders
    .flatMap((folder) => filesUnder(folder, '.ts'))
    .filter(({ path }) => !/\.test(-support)?\.ts$/.test(path))
    .flatMap(({ path, text }) => (/refusal\(|Refusal\(/.test(text) ? [...walk(readSource(path, text).program)].flatMap((node) => thrown(node, path)) : []));
}

function thrown(node: Node, path: string): readonly Refused[] {
  const callee = isNode(node['callee']) ? node['callee']['name'] : undefined;
  if (!Array.isArray(node['arguments'])) return [];
  const at = node.type === 'CallExpression' && callee === 'refusal' ? 0 : node.type === 'NewExpression' && callee === 'Refusal' ? 1 : undefined;
  const argument: unknown = at === undefined ? undefined : node['arguments'][at];
  return isNode(argument) && typeof argument['value'] === 'string' ? [{ code: argument['value'], path }] : [];
}
