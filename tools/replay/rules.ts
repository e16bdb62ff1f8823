import { foldText } from '@noren/kernel';
import { isHeader, type FileRow, type Layout } from './records.ts';

/** A row that counts: goods sold, or goods given back. `price` is in whole pence, `quantity` above 0 in both. */
export type Line = Readonly<{ line: number; invoice: string; sku: string; key: string; name: string; quantity: number; price: number; customer: string }>;

/** What became of a row, and what it was worth in the file's own terms: signed units, and millionths of a pound. */
export type Judged = Readonly<{ rule: Rule; units: number; worth: bigint; line?: Line }>;

/**
 * The rules by which a row is taken or left out. The first that fits a row decides. They go by the shape of codes and numbers and by what this retailer
 * documents, never by the rows of one file. README.md tells each for people; a test keeps the two lists the same.
 */
export const RULES = [
  { rule: 'header', means: 'the header again' },
  { rule: 'unreadable', means: 'another number of columns, no invoice or stock code, a quantity that is no whole number or a price that is no number' },
  { rule: 'bad-debt', means: 'an invoice of kind A, or code B: an adjustment of bad debt' },
  { rule: 'unknown-invoice', means: 'an invoice number that is neither digits nor C and digits' },
  { rule: 'postage', means: 'POST, DOT, C2, C3: postage and carriage' },
  { rule: 'fee', means: 'AMAZONFEE, BANK CHARGES' },
  { rule: 'discount', means: 'D' },
  { rule: 'manual', means: 'M: an entry by hand' },
  { rule: 'sample', means: 'S' },
  { rule: 'charity', means: 'CRUK: a commission for charity' },
  { rule: 'voucher', means: 'GIFT…: a voucher is money, not goods' },
  { rule: 'test', means: 'TEST…' },
  { rule: 'adjustment', means: 'ADJUST…: the books were put right' },
  {
    rule: 'other-code',
    means: 'a code without the shape of an article: four digits or more, up to four letters before them, anything behind; or DCGS and letters',
  },
  { rule: 'write-off', means: 'a quantity below zero on an invoice that is no cancellation: goods lost, broken or counted' },
  { rule: 'zero-quantity', means: 'a quantity of 0' },
  { rule: 'negative-price', means: 'a price below zero' },
  { rule: 'zero-price', means: 'a price of zero: a gift, a find, a correction' },
  { rule: 'part-penny', means: 'a price that is no whole number of pence (the platform keeps minor units)' },
  { rule: 'odd-cancellation', means: 'a quantity above zero on a cancellation' },
  { rule: 'sale', means: 'goods sold: a line of an order' },
  { rule: 'return', means: 'goods given back: a line of a cancellation (C)' },
] as const;

export type Rule = (typeof RULES)[number]['rule'];

/** Codes that mean no goods, compared folded. */
const SERVICES: ReadonlyArray<readonly [RegExp, Rule]> = [
  [/^(post|dot|c2|c3)$/, 'postage'],
  [/^(amazonfee|bank charges)$/, 'fee'],
  [/^d$/, 'discount'],
  [/^m$/, 'manual'],
  [/^s$/, 'sample'],
  [/^cruk$/, 'charity'],
  [/^gift/, 'voucher'],
  [/^test/, 'test'],
  [/^adjust/, 'adjustment'],
];
const ARTICLE = /^(\p{L}{0,4}\d{4,}[\p{L}\p{N} ./_-]{0,40}|dcgs\p{L}{1,40})$/u;

const nothing = { units: 0, worth: 0n };

/** Judges one row by the rules. */
export function judge({ line, cells }: FileRow, layout: Layout): Judged {
  if (isHeader(cells, layout)) return { rule: 'header', ...nothing };
  const cell = (at: number): string => (cells[at] ?? '').trim();
  const invoice = foldText(cell(layout.invoice)).toUpperCase().replace(/\.0+$/, '');
  const sku = cell(layout.code);
  const quantity = wholeNumber(cell(layout.quantity));
  const price = millionths(cell(layout.price));
  if (cells.length !== layout.width || invoice === '' || sku === '' || quantity === undefined || price === undefined) return { rule: 'unreadable', ...nothing };
  const key = foldText(sku);
  const booked = { units: quantity, worth: price * BigInt(quantity) };
  const rule = ruleOf(invoice, key, quantity, price);
  if (rule !== 'sale' && rule !== 'return') return { rule, ...booked };
  const customer = cell(layout.customer).replace(/\.0+$/, '');
  const name = cell(layout.description).replaceAll(/\s+/g, ' ');
  return { rule, ...booked, line: { line, invoice, sku, key, name, quantity: Math.abs(quantity), price: Number(price / PENNY), customer } };
}

function ruleOf(invoice: string, key: string, quantity: number, price: bigint): Rule {
  if (/^A\d+$/.test(invoice) || key === 'b') return 'bad-debt';
  if (!/^C?\d+$/.test(invoice)) return 'unknown-invoice';
  const service = SERVICES.find(([code]) => code.test(key));
  if (service !== undefined) return service[1];
  if (!ARTICLE.test(key)) return 'other-code';
  const cancels = invoice.startsWith('C');
  if (quantity < 0 && !cancels) return 'write-off';
  if (quantity === 0) return 'zero-quantity';
  if (price < 0n) return 'negative-price';
  if (price === 0n) return 'zero-price';
  if (price % PENNY !== 0n) return 'part-penny';
  if (cancels) return quantity > 0 ? 'odd-cancellation' : 'return';
  return 'sale';
}

/** Millionths of a pound in a penny. */
const PENNY = 10_000n;

function wholeNumber(text: string): number | undefined {
  const number = /^[+-]?\d+(\.0*)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Exact: a price never passes through a binary fraction. More than six decimals are not read. */
function millionths(text: string): bigint | undefined {
  const [, sign, whole = '0', part = ''] = /^([+-]?)(\d{1,9})(?:\.(\d{0,6})0*)?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const amount = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  return sign === '-' ? -amount : amount;
}
