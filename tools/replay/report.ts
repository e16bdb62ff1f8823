import { percentile } from '../client/percentile.ts';
import { totalOf, type Book, type Entry } from './book.ts';
import type { Plan } from './plan.ts';
import type { Played } from './play.ts';
import type { Reconciled } from './reconcile.ts';
import { RULES } from './rules.ts';

const MOST_SHOWN = 20;

const count = (value: number): string => value.toLocaleString('en-GB');
/** Millionths of a pound as pounds, to the penny (the parts of pennies that some rows have stay out of the shown figure, not of the sum). */
const pounds = (worth: bigint): string => (Number(worth / 10_000n) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
const row = (name: string, { rows, units, worth }: Entry): string =>
  `${name.padEnd(18)}${count(rows).padStart(9)}${count(units).padStart(12)}${pounds(worth).padStart(16)}`;

/** The account of the file: every row under its rule. */
export function accountOf(book: Book): readonly string[] {
  const used = RULES.filter(({ rule }) => (book.get(rule)?.rows ?? 0) > 0);
  const lines = used.flatMap(({ rule }) => {
    const entry = book.get(rule);
    return entry === undefined ? [] : [row(rule, entry)];
  });
  return [`${'rule'.padEnd(18)}${'rows'.padStart(9)}${'units'.padStart(12)}${'GBP'.padStart(16)}`, ...lines, row('the whole file', totalOf(book))];
}

/** What will be played. */
export function planned({ articles, orders, steps, returns }: Plan): readonly string[] {
  const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
  const longest = orders.reduce((most, order) => Math.max(most, order.lines.length), 0);
  const { cancelled, fitted, split, partly, unfitted, adjustedUnits } = returns;
  const calls = (does: string): number => steps.filter((step) => step.does === does).length;
  return [
    `${count(orders.length)} orders of ${count(lines)} lines (the longest has ${count(longest)}), ${count(articles.length)} articles`,
    `lines given back: ${cancelled} by ${calls('cancel')} cancellations of whole orders, ${fitted} that fit a line, ${split} split over several, ` +
      `${partly} that fit in part, ${unfitted} that fit none; ${count(adjustedUnits)} units booked as stock adjustments, reason return`,
  ];
}

/** How it went and what differs. */
export function outcome(plan: Plan, played: Played, { differences, settledAfter }: Reconciled): readonly string[] {
  const lines = plan.orders.reduce((sum, order) => sum + order.lines.length, 0);
  const { latencies, seconds, failures } = played;
  const ms = (percent: number): string => percentile(latencies, percent).toFixed(1);
  return [
    `${count(latencies.length)} orders and ${count(plan.steps.length - plan.orders.length)} calls after them in ${seconds.toFixed(1)} s: ` +
      `${count(Math.round(latencies.length / seconds))} orders/s, ${count(Math.round(lines / seconds))} lines/s`,
    `placed → decided over HTTP: p50 ${ms(50)} ms, p99 ${ms(99)} ms`,
    ...some('calls that failed', failures),
    `compared after ${(settledAfter / 1_000).toFixed(1)} s with what the file alone says`,
    ...some(
      'differences',
      differences.map(({ where, expected, actual }) => `${where}: the file says ${expected}, the platform ${actual}`),
    ),
  ];
}

function some(what: string, all: readonly string[]): readonly string[] {
  const more = all.length > MOST_SHOWN ? [`  … and ${count(all.length - MOST_SHOWN)} more`] : [];
  return [`${what}: ${count(all.length)}`, ...all.slice(0, MOST_SHOWN).map((one) => `  ${one}`), ...more];
}
