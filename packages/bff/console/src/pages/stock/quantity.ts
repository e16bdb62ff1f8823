import { clearText, most } from '@noren/bff-contract';
import { type Typed, typedNumber } from '../../parts/typed-number.ts';

type SoldBy = 'piece' | 'weight';

/** What was typed as a quantity: pieces, or grams of the kilograms that were typed. */
export const quantityIn = (typed: string, soldBy: SoldBy): Typed => typedNumber(typed, soldBy === 'piece' ? 0 : 3, most.quantity);

/** Pieces, or grams, of which ten times as many are nothing strange: so few are counted, or come, in one go. */
const FEW = { counted: { piece: 10, weight: 10_000 }, comes: { piece: 100, weight: 100_000 } } as const;

/** Whether there is ten times as much as before, or more, and much of it: a bar code that was cut short, or a key that sticks, rather than a quantity. */
export const isUnlikely = (before: number, after: number, soldBy: SoldBy, how: keyof typeof FEW = 'counted'): boolean =>
  after >= 10 * Math.max(before, FEW[how][soldBy]);

/** As a person would type it: 1.5 kilograms. Read again it is the same quantity. */
export const typedQuantity = (value: number, soldBy: SoldBy): string => (soldBy === 'piece' ? String(value) : clearText(String(value / 1_000)));
