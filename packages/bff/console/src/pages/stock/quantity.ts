import { clearText, most } from '@noren/bff-contract';
import { type Typed, typedNumber } from '../../parts/typed-number.ts';

type SoldBy = 'piece' | 'weight';

/** What was typed as a quantity: pieces, or grams of the kilograms that were typed. */
export const quantityIn = (typed: string, soldBy: SoldBy): Typed => typedNumber(typed, soldBy === 'piece' ? 0 : 3, most.quantity);

/** As a person would type it: 1.5 kilograms. Read again it is the same quantity. */
export const typedQuantity = (value: number, soldBy: SoldBy): string => (soldBy === 'piece' ? String(value) : clearText(String(value / 1_000)));
