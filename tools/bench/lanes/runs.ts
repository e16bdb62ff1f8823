import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { spreadOf, type Spread } from './statistics.ts';

/** One run of one system. `variant`: what the bench was set to, for instance `5x4 uniform`. Figures that could not be had are left out. */
export type Run = Readonly<{ bench: string; variant: string; system: string; round: number; figures: Readonly<Record<string, number>>; error?: string }>;

export type Report = Readonly<{ machine: string; versions: Readonly<Record<string, string>>; at: string; runs: readonly Run[] }>;

/** A column of a bench's table: a figure, how it is called, its digits. */
export type Column = Readonly<{ figure: string; head: string; digits?: number; spread?: boolean }>;

export const readReport = (path: string): Report | undefined => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined);

export function writeReport(path: string, report: Report): void {
  mkdirSync(dirname(path), { recursive: true });
  const runs = report.runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n');
  const { runs: _runs, ...head } = report;
  writeFileSync(path, `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "runs": [\n${runs}\n  ]\n}\n`);
}

/** A bench's runs as Markdown tables, one a variant, a line a system in the order of their first runs: medians, quartiles where asked, and the ratio to ours. */
export function tables(runs: readonly Run[], columns: readonly Column[], ours = 'lanes fixed'): readonly string[] {
  const variants = [...new Set(runs.map(({ variant }) => variant))];
  return variants.flatMap((variant) => {
    const here = runs.filter((run) => run.variant === variant);
    const [first] = columns;
    const own = first && here.some(({ system }) => system === ours) ? figure(here, ours, first).median : Number.NaN;
    const heads = ['', ...columns.map(({ head }) => head), ...(Number.isNaN(own) ? [] : ['ours / this'])];
    const rows = [...new Set(here.map(({ system }) => system))].map((system) => {
      const cells = columns.map((column) => cell(figure(here, system, column), column));
      const ratio = first === undefined || Number.isNaN(own) ? [] : [shown(own / figure(here, system, first).median, 2)];
      return [system, ...cells, ...ratio];
    });
    const errors = here.flatMap(({ system, round, error }) => (error === undefined ? [] : [`- ${system}, round ${round}: ${error}`]));
    const rounds = Math.max(...here.map(({ round }) => round));
    return [
      `**${variant}**, ${rounds} round${rounds === 1 ? '' : 's'}`,
      '',
      line(heads),
      line(heads.map((_, at) => (at === 0 ? '---' : '--:'))),
      ...rows.map(line),
      '',
      ...errors,
      '',
    ];
  });
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
