import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compare, spreadOf, type Spread } from './statistics.ts';
import { OURS } from './systems.ts';

/** One run of one system. `variant`: what the bench was set to, for instance `5x4 uniform`. Figures that could not be had are left out. */
export type Run = Readonly<{ bench: string; variant: string; system: string; round: number; figures: Readonly<Record<string, number>>; error?: string }>;

export type Report = Readonly<{ machine: string; versions: Readonly<Record<string, string>>; at: string; runs: readonly Run[] }>;

/** A column of a bench's table: a figure, how it is called, its digits. What the first one holds is compared, if it says what is better. */
export type Column = Readonly<{ figure: string; head: string; digits?: number; spread?: boolean; better?: 'more' | 'less' }>;

export const readReport = (path: string): Report | undefined => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined);

export function writeReport(path: string, report: Report): void {
  mkdirSync(dirname(path), { recursive: true });
  const runs = report.runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n');
  const { runs: _runs, ...head } = report;
  writeFileSync(path, `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "runs": [\n${runs}\n  ]\n}\n`);
}

/**
 * A bench's runs as Markdown tables, one a variant, a line a system in the order of their first runs: medians, quartiles where asked, and how ours does
 * against it by the first column: the ratio, and whether it is better or worse beyond chance (see `compare`).
 */
export function tables(runs: readonly Run[], columns: readonly Column[], ours = OURS): readonly string[] {
  return [...new Set(runs.map(({ variant }) => variant))].flatMap((variant) =>
    tableOf(
      variant,
      runs.filter((run) => run.variant === variant),
      columns,
      ours,
    ),
  );
}

function tableOf(variant: string, runs: readonly Run[], columns: readonly Column[], ours: string): readonly string[] {
  const [first] = columns;
  const own = first && runs.some(({ system }) => system === ours) ? figure(runs, ours, first) : undefined;
  const heads = ['', ...columns.map(({ head }) => head), ...(own === undefined ? [] : ['ours / this'])];
  const rows = [...new Set(runs.map(({ system }) => system))].map((system) => [
    system,
    ...columns.map((column) => cell(figure(runs, system, column), column)),
    ...(own === undefined || first === undefined ? [] : [system === ours ? '' : against(own, figure(runs, system, first), first)]),
  ]);
  const errors = runs.flatMap(({ system, round, error }) => (error === undefined ? [] : [`- ${system}, round ${round}: ${error}`]));
  const rounds = Math.max(...runs.map(({ round }) => round));
  const about = `**${variant}**, ${rounds} round${rounds === 1 ? '' : 's'}`;
  return [about, '', line(heads), line(heads.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line), '', ...errors, ...(errors.length > 0 ? [''] : [])];
}

function against(ours: Spread, other: Spread, { better }: Column): string {
  const verdict = better && compare(ours, other, better);
  return [shown(ours.median / other.median, 2), ...(verdict === undefined ? [] : [verdict])].join(' ');
}

function figure(runs: readonly Run[], system: string, { figure: name }: Column): Spread {
  return spreadOf(runs.filter((run) => run.system === system).flatMap(({ figures }) => figures[name] ?? []));
}

function cell({ median, low, high, runs }: Spread, { digits = 0, spread = false }: Column): string {
  return spread && runs > 1 ? `${shown(median, digits)} (${shown(low, digits)}–${shown(high, digits)})` : shown(median, digits);
}

const shown = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits }) : '–';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
