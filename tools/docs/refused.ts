import { filesUnder } from '../architecture/repository.ts';
import { isNode, type Node, readSource, walk } from '../architecture/source.ts';

type Refused = Readonly<{ code: string; kind: string; path: string }>;

/** Every refusal that this code can throw with a code of its own: `new Refusal('conflict', 'shop_closed', …)`. */
export function refusalsIn(...folders: readonly string[]): readonly Refused[] {
  return folders
    .flatMap((folder) => filesUnder(folder, '.ts'))
    .filter(({ path }) => !/\.test(-support)?\.ts$/.test(path))
    .flatMap(({ path, text }) => (text.includes('new Refusal(') ? [...walk(readSource(path, text).program)].flatMap((node) => thrown(node, path)) : []));
}

function thrown(node: Node, path: string): readonly Refused[] {
  if (node.type !== 'NewExpression' || !isNode(node['callee']) || node['callee']['name'] !== 'Refusal' || !Array.isArray(node['arguments'])) return [];
  const [kind, code] = node['arguments'].map((argument: unknown) =>
    isNode(argument) && typeof argument['value'] === 'string' ? argument['value'] : undefined,
  );
  return kind !== undefined && code !== undefined ? [{ kind, code, path }] : [];
}
