/** A number as its digits before and behind the point. */
export type Decimal = Readonly<{ whole: string; decimals: string }>;

/**
 * What a text says as a number. `ambiguous`: one separator before exactly three digits, which groups thousands in one habit and begins the decimals in
 * another (`1,000`; `1.505`). It is never guessed, whatever the number is of.
 */
export type ReadNumber =
  Readonly<{ kind: 'clear'; value: Decimal }> | Readonly<{ kind: 'ambiguous'; grouped: Decimal; decimal: Decimal }> | Readonly<{ kind: 'malformed' }>;

const malformed: ReadNumber = { kind: 'malformed' };
const clear = (whole: string, decimals = ''): ReadNumber => ({ kind: 'clear', value: { whole, decimals } });

/** Longer is no number of ours; what is read has room for grouping. */
const MOST = 40;

/** As keyboards and input methods of many languages write a digit, a separator and a space, by the plain one. Nothing else is folded: `1²` is not 12. */
const plain: ReadonlyMap<string, string> = new Map([
  ...Array.from('０１２３４５６７８９', (wide, digit) => [wide, String(digit)] as const),
  ...Array.from('．。｡', (point) => [point, '.'] as const),
  ...Array.from('，、､', (comma) => [comma, ','] as const),
  ...Array.from("'’＇", (apostrophe) => [apostrophe, "'"] as const),
  ...Array.from('\u0020\u00a0\u2007\u2009\u202f\u3000', (space) => [space, ' '] as const),
]);

/**
 * Reads a number of 0 or more as people and spreadsheets write it: `1234.50`, `1234,50`; thousands grouped by commas, points, apostrophes or spaces, and by
 * lakhs and crores with commas (`1,23,456.00`); full-width digits and separators of input methods. Two kinds of separators make clear which is which
 * (`1,234.50`, `1.234,50`), as do two of a kind (`1,234,567`). A grouped number never begins with 0 and never has more than three digits before its first
 * separator, so `0,250`, `01.505` and `1234.505` are clear too: these are decimals. One separator may end it, as while one types: `2.`.
 * No signs, exponents, units or currencies.
 */
export function readNumber(text: string): ReadNumber {
  if (text.length > MOST) return malformed;
  const folded = Array.from(text.trim(), (character) => plain.get(character) ?? character).join('');
  if (!/^\d+(?:[.,' ]\d+)*[.,]?$/.test(folded)) return malformed;
  const [whole = '', ...rest] = folded.split(/[.,' ]/);
  const separators = [...folded.replaceAll(/\d/g, '')];
  if (separators.length <= 1) return withOne(whole, separators[0], rest[0] ?? '');
  const last = separators.at(-1) ?? '';
  const decimals = rest.at(-1) ?? '';
  if (!separators.slice(0, -1).includes(last))
    return isDecimal(last) ? withDecimals([whole, ...rest.slice(0, -1)], separators.slice(0, -1), decimals) : malformed;
  return isGrouped([whole, ...rest], separators) ? clear([whole, ...rest].join('')) : malformed;
}

function withOne(whole: string, separator: string | undefined, behind: string): ReadNumber {
  if (separator === undefined) return clear(whole);
  const groups = isGrouped([whole, behind], [separator]);
  if (!isDecimal(separator)) return groups ? clear(whole + behind) : malformed;
  return groups ? { kind: 'ambiguous', grouped: { whole: whole + behind, decimals: '' }, decimal: { whole, decimals: behind } } : clear(whole, behind);
}

const isDecimal = (separator: string): boolean => separator === '.' || separator === ',';

const withDecimals = (groups: readonly string[], separators: readonly string[], decimals: string): ReadNumber =>
  decimals !== '' && isGrouped(groups, separators) ? clear(groups.join(''), decimals) : malformed;

/** Groups of three behind one to three digits, with one kind of separator; or as in India, of two but for the last. */
function isGrouped(groups: readonly string[], separators: readonly string[]): boolean {
  if (new Set(separators).size !== 1) return false;
  const lengths = groups.map(({ length }) => length).join('');
  return /^[1-9]/.test(groups[0] ?? '') && (/^[123]3+$/.test(lengths) || (separators[0] === ',' && /^[12]2+3$/.test(lengths)));
}

/** A number in whole units of that many decimal places: `12.5` at 2 is 1250. More decimals than there are places are refused, zeros or not. */
export function unitsOf({ whole, decimals }: Decimal, digits: number): number | 'too_many_decimals' | 'too_large' {
  if (decimals.length > digits) return 'too_many_decimals';
  const units = Number(whole + decimals.padEnd(digits, '0'));
  return Number.isSafeInteger(units) ? units : 'too_large';
}

/** Whole units of that many decimal places as a decimal number, exactly: 1250 at 2 is `12.50`. */
export function decimalText(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${units < 0 ? '-' : ''}${digits === 0 ? whole : `${whole}.${text.slice(-digits)}`}`;
}

/**
 * The same number in a form that is clear, for a field that is typed over: what was ambiguous with its three decimals loses a zero (`1.500` becomes `1.50`),
 * or gains one in front (`1.505` becomes `01.505`).
 */
export const clearText = (text: string): string => (readNumber(text).kind !== 'ambiguous' ? text : text.endsWith('0') ? text.slice(0, -1) : `0${text}`);
