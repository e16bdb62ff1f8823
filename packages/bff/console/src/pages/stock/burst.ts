import { isGtin } from '@noren/bff-contract';

/** What a key was, and when it was pressed, in milliseconds of any clock. */
type Press = Readonly<{ key: string; at: number }>;
/** Characters that came one behind the other, from when to when, and what a person had typed before the first of them. */
export type Burst = Readonly<{ text: string; from: number; at: number; typed: string | undefined }>;

export const noBurst: Burst = { text: '', from: -Infinity, at: -Infinity, typed: undefined };

/** Scanners leave some 5 to 30 ms between keys; whoever types fast needs 80. On the average: one key may come late. */
const BETWEEN_MS = 50;
const LATE_MS = 150;
/** Quantities are shorter; codes seldom are. */
const DIGITS = 6;
/** A SKU may be short; what no quantity has tells it apart. */
const CHARACTERS = 3;

export const isCharacter = (key: string): boolean => [...key].length === 1;

/** The burst with one more key in it; one that comes late, or is no character, begins another. `typed`: what a person had typed before this key has its effect. */
export function pressed(burst: Burst, { key, at }: Press, typed: string | undefined): Burst {
  if (!isCharacter(key)) return noBurst;
  return burst.text !== '' && at - burst.at <= LATE_MS ? { ...burst, text: burst.text + key, at } : { text: key, from: at, at, typed };
}

/**
 * The code that a scanner has typed into a field for a quantity, when its Enter comes; undefined where a person typed a quantity. By its digits, where all of
 * `value` is a bar code with its check digit, however slowly they came; else by its speed.
 */
export function scanned({ text, from }: Burst, enterAt: number, value: string): string | undefined {
  if (isGtin(value.trim())) return value.trim();
  const { length } = [...text];
  const fast = (enterAt - from) / length <= BETWEEN_MS;
  return fast && length >= (/^[\d.,]*$/.test(text) ? DIGITS : CHARACTERS) ? text : undefined;
}
