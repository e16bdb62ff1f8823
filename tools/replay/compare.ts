import type { State } from './expected.ts';

/** One thing in which the platform and the file differ. `where` names it (`stock 85123a onHand`, `order 536365 line 3 returned`). */
export type Difference = Readonly<{ where: string; expected: string; actual: string }>;

/** Every difference between what must be and what the platform says. What the platform has beside what was expected counts as well. */
export function compare(expected: State, actual: State): readonly Difference[] {
  return [...differences('stock', expected.stock, actual.stock), ...differences('order', expected.orders, actual.orders)];
}

function differences(kind: string, expected: ReadonlyMap<string, object>, actual: ReadonlyMap<string, object>): Difference[] {
  const keys = new Set([...expected.keys(), ...actual.keys()]);
  return [...keys].flatMap((key) => unlike(`${kind} ${key}`, expected.get(key), actual.get(key)));
}

function unlike(where: string, expected: unknown, actual: unknown): Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, at) => unlike(`${where} ${at + 1}`, expected[at], actual[at])).flat();
  }
  if (isFields(expected) && isFields(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name) => unlike(`${where} ${name}`, expected[name], actual[name]));
  }
  return Object.is(expected, actual) ? [] : [{ where, expected: shown(expected), actual: shown(actual) }];
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
