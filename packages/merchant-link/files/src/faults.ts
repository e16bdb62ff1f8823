/**
 * Everything that can be wrong with a row of a file, in English. Whoever shows it in another language goes by the code, and fills in the values by themselves.
 * `text` is what the cell says.
 */
const sentences = {
  cells: 'the row has {cells} cells, the header {columns}',
  quote: 'a quote is misplaced or never closes: quote whole cells, and double the quotes within them',
  line_breaks: 'the cell goes on to line {last}, over what looks like other rows: is a quote missing or misplaced?',
  cell_length: 'the cell has more than {most} characters',
  no_heading: '{text} stands in a column without a name',
  encoding: 'its bytes are no text in {encoding}',
  encoding_other: 'its bytes are no text in {encoding}, but in {fits}: import the file in the encoding in which it was saved',
  sku_missing: 'a SKU is missing',
  sku_form: 'a SKU is 1 to 64 visible characters, and neither . nor ..',
  sku_twice: '{text} is the SKU of line {line} already',
  name_missing: 'a name is missing',
  name_length: 'a name is at most 200 characters',
  name_form: 'a name has no control characters',
  category_form: 'a category is at most 20 names from the root down, each 1 to 200 characters on one line',
  names_missing: 'a name is missing: an item has one in one language at least',
  price_missing: 'a price is missing',
  price_form: '{text} is no price such as 9.99',
  price_sign: '{text} has a currency in it: leave out {sign}, and write {without}',
  price_decimals: '{currency} has {digits} decimals, {text} has more',
  price_size: '{text} is too large',
  currency: '{text} is no ISO 4217 currency',
  gtin_form: '{text} is no GTIN of 8, 12, 13 or 14 digits',
  gtin_check_digit: '{text} is no GTIN: its check digit is wrong',
  gtin_zeros: '{text} has lost the zeros in front: {meant}',
  number_ambiguous: '{text} may mean {one} or {other}: write it so that only one of these can be meant',
  spreadsheet_number: '{text} is a number that a spreadsheet has shortened: give the column the format Text and enter the code again',
  spreadsheet_formula: '{text} is a formula: write the code itself',
  spreadsheet_error: '{text} is what a spreadsheet shows in place of a value',
  quantity: '{text} is no whole number of 0 or more',
  choice: '{text} is none of {choices}',
  image_address: '{text} is no http or https address',
  image_count: 'an item has at most ten images, not {count}',
  cannot_clear: '{column} cannot be cleared',
  handle_missing: 'a Handle is missing',
  gift_card: 'a gift card is money, not goods',
} as const;

type FaultCode = keyof typeof sentences;
export type Fault = Readonly<{ code: FaultCode; values: Readonly<Record<string, string | number>>; reason: string }>;

/** A cell may hold a whole page; of what it says this much is told. */
const MOST = 100;

export function fault(code: FaultCode, given: Readonly<Record<string, string | number>> = {}): Fault {
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? clipped(value) : value]));
  return { code, values, reason: sentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')) };
}

const clipped = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
