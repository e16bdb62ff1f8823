import { posix } from 'node:path';
import { readSource } from './source.ts';
import type { File } from './violations.ts';

/** Files that reach themselves by their imports, those of types and `import(…)` included: each circle once, its files in order. */
export function circles(files: readonly File[]): readonly (readonly string[])[] {
  const known = new Set(files.map(({ path }) => path));
  const imports = new Map(files.map((file) => [file.path, importsOf(file).filter((path) => known.has(path))]));
  return strong(imports).map((circle) => circle.toSorted());
}

const importsOf = ({ path, text }: File): readonly string[] =>
  readSource(path, text).imports.flatMap(({ specifier, computed }) =>
    computed || !specifier.startsWith('.') ? [] : [posix.join(posix.dirname(path), specifier)],
  );

/** Tarjan's strongly connected components, but for those of one file that does not import itself. */
function strong(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const numbers = new Map<string, number>();
  const open: string[] = [];
  /** Gives the lowest number that the file reaches among those that are open. */
  const visit = (path: string): number => {
    const number = numbers.size;
    numbers.set(path, number);
    open.push(path);
    let lowest = number;
    for (const next of graph.get(path) ?? []) {
      const known = numbers.get(next);
      if (known === undefined) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, known);
    }
    if (lowest < number) return lowest;
    const circle = open.splice(open.indexOf(path));
    if (circle.length > 1 || graph.get(path)?.includes(path)) found.push(circle);
    return lowest;
  };
  for (const path of graph.keys()) if (!numbers.has(path)) visit(path);
  return found;
}
