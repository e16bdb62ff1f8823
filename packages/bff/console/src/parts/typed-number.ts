import { clearText, decimalText, readNumber, unitsOf } from '@noren/bff-contract';

/**
 * What a number that is typed means, in whole units (pence, grams, pieces). `either`: it may mean each of them, and nobody guesses (`1,000`: a thousand, or one);
 * a reading that cannot be, such as a thousandth of a penny, is not among them.
 */
export type Typed = Readonly<{ kind: 'clear'; units: number }> | Readonly<{ kind: 'either'; units: readonly number[] }> | Readonly<{ kind: 'wrong' }>;

const wrong: Typed = { kind: 'wrong' };

/** Reads what was typed as a number of that many decimals, at most `most` units. */
export function typedNumber(text: string, digits: number, most: number): Typed {
  const read = readNumber(text);
  if (read.kind === 'malformed') return wrong;
  const may = (units: number | string): units is number => typeof units === 'number' && units <= most;
  if (read.kind === 'clear') {
    const units = unitsOf(read.value, digits);
    return may(units) ? { kind: 'clear', units } : wrong;
  }
  // The zeros of `1.000` are those of the thousand too: as pounds it is £1.00, though £0.990 has more decimals than pounds have.
  const readings = [read.grouped, { ...read.decimal, decimals: read.decimal.decimals.replace(/0+$/, '') }];
  const units = readings.map((reading) => unitsOf(reading, digits)).filter(may);
  return units.length === 0 ? wrong : { kind: 'either', units };
}

/** The text of a field that is typed over: what is read from it is what it was made of. */
export const typedText = (units: number, digits: number): string => clearText(decimalText(units, digits));

/** Whether a price moves by ten times or more, up or down: a point in the wrong place. Whatever comes after nothing is no move. */
export const movesTenfold = (before: number, after: number): boolean => before > 0 && (after >= 10 * before || 10 * after <= before);
