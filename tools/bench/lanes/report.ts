import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BENCHES } from './benches.ts';
import { broken } from './promises.ts';
import { tables, type Report } from './runs.ts';

/** The report as Markdown. */
export function reportLines({ machine, versions, at, runs }: Report): readonly string[] {
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const benches = Object.entries(BENCHES).flatMap(([name, { title, columns, remarks = () => [] }]) => {
    const its = runs.filter(({ bench }) => bench === name);
    const said = remarks(its);
    return its.length === 0 ? [] : [`### ${title}`, '', ...tables(its, columns), ...said, ...(said.length > 0 ? [''] : [])];
  });
  return [`${machine}; ${used.join(', ')}; ${at.slice(0, 10)}`, '', ...benches, ...broken(runs).map((promise) => `- ${promise}`)];
}

const BEGIN = '<!-- figures: written by the bench -->';
const END = '<!-- end of the figures -->';

/** Writes the report to a page of its own, or between its two comments into a page that has them. */
export function writeMarkdown(path: string, report: Report): void {
  const figures = `${BEGIN}\n\n${reportLines(report).join('\n').trimEnd()}\n\n${END}`;
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (page !== '' && (from < 0 || to < from)) throw new Error(`${path} is there already and has no place for the figures: ${BEGIN} … ${END}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page === '' ? `${figures}\n` : page.slice(0, from) + figures + page.slice(to + END.length));
}
