import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Named, Records } from '@noren/kernel';
import type { Golden, GoldenLine } from './golden.ts';

/** What each version wrote, by its name. What it meant is said in the names of today. */
export function filesOf<R extends Records, Command extends Named, Event extends Named>({
  folder,
  older,
}: Golden<R, Command, Event>): readonly (readonly [version: string, lines: readonly GoldenLine[]])[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  return names.map((name) => {
    const version = name.replace('.jsonl', '');
    const renamed = older[version]?.renamed ?? ((meant: unknown) => meant);
    const lines = linesOf(join(folder, name));
    return [version, lines.map((line) => ({ ...line, is: renamed(line.is) }) as GoldenLine)];
  });
}

const linesOf = (file: string): readonly GoldenLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GoldenLine);
