import { has, pathsUnder, read } from '../architecture/repository.ts';
import { type Proto, readProto } from './proto.ts';

/** A context's table of refusals, as `contract/src/refusals.ts` has it. */
export type Codes = Readonly<Record<string, Readonly<{ kind: string; message: string; cure: string }>>>;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

/** The protos of a context by file name: `commands`, `events`, `records`, and the one with its calls. */
export function protosOf(area: string): Readonly<Record<string, Proto>> {
  const paths = pathsUnder(`packages/${area}/contract/proto`, '.proto');
  return Object.fromEntries(paths.map((path) => [path.split('/').at(-1)?.replace('.proto', '') ?? path, readProto(read(path))]));
}

/** The rows of a table of codes. */
export const codeRows = (codes: Codes): readonly (readonly string[])[] =>
  Object.entries(codes).map(([code, { kind, message, cure }]) => [`\`${code}\``, kind, `${message}.`, cure]);

/** The rows of the first table under a heading of a page, cell by cell. */
export function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [, , ...rows] = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return rows.map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What a context's contract says of its refusals; undefined while it does not say. */
export async function refusalsOf(area: string): Promise<Codes | undefined> {
  const path = `packages/${area}/contract/src/refusals.ts`;
  if (!has(path)) return undefined;
  const module = (await import(new URL(`../../${path}`, import.meta.url).href)) as { readonly refusals?: Codes };
  return module.refusals;
}

/** A page with another table under a heading, in place of the one that stands there; what else the section says stays. */
export function withTable(page: string, heading: string, text: string): string {
  const [before = '', section] = page.split(`\n## ${heading}\n`);
  if (section === undefined) return page;
  const [own = '', ...after] = section.split(/(?=\n## )/);
  const lines = own.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const last = lines.findLastIndex((line) => line.startsWith('|'));
  const put = first < 0 ? `${own.trimEnd()}\n\n${text}\n` : [...lines.slice(0, first), text, ...lines.slice(last + 1)].join('\n');
  return `${before}\n## ${heading}\n${put}${after.join('')}`;
}
