import { parseSync, type StaticExportEntry, type StaticImport } from 'oxc-parser';

/**
 * One import (or re-export): what is asked for, whether only types are, and where it stands. `late`: by `import(…)`, once it is wanted; `computed`: only at
 * run time is it known what.
 */
export type Import = Readonly<{ specifier: string; typeOnly: boolean; late?: true; computed?: true; line: number }>;
export type Node = Readonly<{ type: string; start: number; [key: string]: unknown }>;
export type Source = Readonly<{ path: string; text: string; imports: readonly Import[]; program: Node; lineOf: (offset: number) => number }>;

/** Reads a TypeScript file. A file that does not parse is an error: a rule must never pass because it saw nothing. */
export function readSource(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const imports = [
    ...staticImports.map((found) => ({ specifier: found.moduleRequest.value, typeOnly: typesOnly(found), line: lineOf(found.start) })),
    ...staticExports.flatMap((found) => reExport(found.entries, lineOf(found.start))),
    ...dynamicImports.map(({ moduleRequest, start }) => ({
      ...named(text.slice(moduleRequest.start, moduleRequest.end)),
      typeOnly: false,
      late: true as const,
      line: lineOf(start),
    })),
  ];
  return { path, text, imports, program: parsed.program as unknown as Node, lineOf };
}

const typesOnly = ({ entries }: StaticImport): boolean => entries.length > 0 && entries.every((entry) => entry.isType);

function reExport(entries: readonly StaticExportEntry[], line: number): readonly Import[] {
  const [first] = entries;
  if (!first?.moduleRequest) return [];
  return [{ specifier: first.moduleRequest.value, typeOnly: entries.every((entry) => entry.isType), line }];
}

/** What `import(…)` names. */
function named(expression: string): Pick<Import, 'specifier' | 'computed'> {
  const name = /^(['"`])([^$]*)\1$/s.exec(expression)?.[2];
  return name === undefined ? { specifier: expression, computed: true } : { specifier: name };
}

/** Every node under this one, itself included. `enter` false: its children are left out. */
export function* walk(node: Node, enter: (node: Node) => boolean = () => true): Generator<Node> {
  yield node;
  if (!enter(node)) return;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, enter);
  }
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
