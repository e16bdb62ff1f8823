/** What an item is shown as, of what an input is about. */
export type Kept = Readonly<{
  sku?: string;
  names?: Readonly<Record<string, string>>;
  price?: Readonly<{ amount: number; currency: string }>;
  gtin?: string;
  taxClass?: string;
  status?: string;
  soldBy?: string;
  imageUrls?: readonly string[];
  category?: string;
  onHand?: number;
}>;
/** By the code of files, and of the API where it has another. */
type Refused = Readonly<{
  column: string;
  code: string;
  field?: string;
  apiCode?: string;
  /** Only a part of it: the item stands all the same. */ stands?: true;
}>;

/**
 * One input, and what comes of it: what is kept, or why it is refused. `cells` are what is typed into our own CSV, beside a SKU, a name and a price that are
 * right; `line` is the same in a line of `PUT /v1/items`, `stock` in one of `PUT …/stock`, where JSON can say it. `{n}` in a SKU is another number at each door,
 * `{twin}` the id of one of two categories *Twins*; there is a category *Lamps*, *ランプ* too, made by hand.
 */
type ItemInput = Readonly<{
  what: string;
  cells: Readonly<Record<string, string>>;
  line?: Readonly<Record<string, unknown>>;
  stock?: Readonly<Record<string, unknown>>;
}> &
  (Readonly<{ kept: Kept }> | Readonly<{ refused: Refused }>);

const name = (what: string, text: string, kept: string): ItemInput => ({
  what: `a name with ${what}`,
  cells: { 'name:en': text },
  line: { names: { en: text } },
  kept: { names: { en: kept } },
});
const noName = (what: string, text: string, code: string): ItemInput => ({
  what: `a name ${what}`,
  cells: { 'name:en': text },
  line: { names: { en: text } },
  refused: { column: 'name:en', code, field: 'names.en', apiCode: 'names' },
});
/** The currency of the sample's shops. A price in another one is read all the same (cells.test.ts has the amounts), and is no price of this merchant's. */
const SOLD_IN = 'GBP';

const price = (text: string, currency: string, amount: number): ItemInput => ({
  what: `${text} ${currency}`,
  cells: { price: text, currency },
  line: { price: { amount, currency } },
  ...(currency === SOLD_IN
    ? { kept: { price: { amount, currency } } }
    : { refused: { column: 'currency', code: 'currency_not_sold', field: 'price.currency' } }),
});
const noPrice = (text: string, currency: string, code: string): ItemInput => ({
  what: `${text} ${currency}`,
  cells: { price: text, currency },
  refused: { column: 'price', code },
});
const sku = (what: string, text: string, kept = text): ItemInput => ({
  what: `a SKU with ${what}`,
  cells: { sku: text },
  line: { sku: text },
  kept: { sku: kept },
});
const noSku = (text: string, code: string, line?: Readonly<{ sku: string }>): ItemInput => ({
  what: `the SKU ${JSON.stringify(text.slice(0, 20))}`,
  cells: { sku: text },
  ...(line ? { line } : {}),
  refused: { column: 'sku', code, field: 'sku', apiCode: 'sku' },
});
const gtin = (text: string, kept: string): ItemInput => ({ what: `the GTIN ${text}`, cells: { gtin: text }, line: { gtin: kept }, kept: { gtin: kept } });
const noGtin = (text: string, code: string): ItemInput => ({
  what: `the GTIN ${text}`,
  cells: { gtin: text },
  line: { gtin: text },
  refused: { column: 'gtin', code, field: 'gtin', apiCode: 'gtin' },
});
const onHand = (text: string, kept: number): ItemInput => ({
  what: `${text} on hand`,
  cells: { on_hand: text },
  stock: { onHand: kept },
  kept: { onHand: kept },
});
const noOnHand = (text: string, code: string): ItemInput => ({ what: `${text} on hand`, cells: { on_hand: text }, refused: { column: 'on_hand', code } });

export const itemInputs: readonly ItemInput[] = [
  name('a zero-width space', 'Green\u200btea', 'Greentea'),
  name('a soft hyphen and a mark of direction', 'so\u00adft\u200e drink\u202e', 'soft drink'),
  name('spaces around it', ' \u3000Green  tea\u00a0 ', 'Green  tea'),
  name('a combining accent', 'Cafe\u0301', 'Café'),
  name('emoji of several code points', '👨‍🍳 👨‍👩‍👧 🏳️‍🌈', '👨‍🍳 👨‍👩‍👧 🏳️‍🌈'),
  name('a zero-width non-joiner that spells', 'می‌خواهم', 'می‌خواهم'),
  name('quotes and inches', '12" "Big" pot, 5\' 6"', '12" "Big" pot, 5\' 6"'),
  name('full-width letters', 'ＡＢＣ　茶', 'ＡＢＣ　茶'),
  name('markup', '<b>Tea</b> & =1+1', '<b>Tea</b> & =1+1'),
  name('200 characters beyond the BMP', '𠮷'.repeat(200), '𠮷'.repeat(200)),
  noName('with a bell', 'be\u0007ll', 'name_form'),
  {
    what: 'a name with NUL',
    cells: { 'name:en': 'nu\u0000l' },
    line: { names: { en: 'nu\u0000l' } },
    refused: { column: 'name:en', code: 'name_form', field: 'names.en', apiCode: 'invalid_request' },
  },
  noName('of 201 characters', 'x'.repeat(201), 'name_length'),
  noName('that nobody sees', '\u200b\u200d', 'name_missing'),
  { what: 'a name that a spreadsheet could not tell', cells: { 'name:en': '#N/A' }, refused: { column: 'name:en', code: 'spreadsheet_error' } },
  { what: 'a name in another language too', cells: { 'name:ja': '鉢' }, line: { names: { en: 'Pot', ja: '鉢' } }, kept: { names: { en: 'Pot', ja: '鉢' } } },

  ...[price('1,50', 'GBP', 150), price('1.5', 'GBP', 150), price('1,234.50', 'GBP', 123_450), price('1.234,50', 'EUR', 123_450)],
  ...[price("1'234.50", 'CHF', 123_450), price('1 234,50', 'EUR', 123_450), price('１，２３４．５０', 'GBP', 123_450), price('1,23,456.00', 'INR', 12_345_600)],
  ...[price('199', 'HUF', 19_900), price('199.50', 'HUF', 19_950), price('1500,250', 'IQD', 1_500_250), price('0,990', 'KWD', 990), price('0', 'GBP', 0)],
  ...[price('1500', 'JPY', 1_500), price('1,234,567', 'KRW', 1_234_567), price('10000000000', 'GBP', 1_000_000_000_000)],
  ...[noPrice('1,000', 'GBP', 'number_ambiguous'), noPrice('1.000', 'GBP', 'number_ambiguous'), noPrice('12.000', 'JPY', 'number_ambiguous')],
  ...[noPrice('1.500', 'KWD', 'number_ambiguous'), noPrice('9.9950', 'GBP', 'price_decimals'), noPrice('1.50', 'JPY', 'price_decimals')],
  ...[noPrice('1,2,3', 'GBP', 'price_form'), noPrice('1 5 0', 'GBP', 'price_form'), noPrice('-1', 'GBP', 'price_form'), noPrice('£5', 'GBP', 'price_sign')],
  ...[noPrice('1e3', 'GBP', 'price_form'), noPrice('99999999999.00', 'GBP', 'price_size'), noPrice('[clear]', 'GBP', 'cannot_clear')],
  {
    what: 'a price beyond all prices',
    cells: { price: '10000000000.01' },
    line: { price: { amount: 1_000_000_000_001, currency: 'GBP' } },
    refused: { column: 'price', code: 'price_size', field: 'price.amount', apiCode: 'price' },
  },
  {
    what: 'a price below nothing',
    cells: { price: '-0.01' },
    line: { price: { amount: -1, currency: 'GBP' } },
    refused: { column: 'price', code: 'price_form', field: 'price.amount', apiCode: 'price' },
  },
  ...[
    [{ price: 7.5 }, 'price'],
    [{ price: { amount: 7.5, currency: 'GBP' } }, 'price.amount'],
    [{ price: { amount: '750', currency: 'GBP' } }, 'price.amount'],
  ].map(([line, field]): ItemInput => ({
    what: `the price ${JSON.stringify(line)}`,
    cells: { price: '7.5.0' },
    line: Object(line),
    refused: { column: 'price', code: 'price_form', field: String(field), apiCode: 'invalid_request' },
  })),
  ...['gbp', 'XAU', 'BGN', 'POUNDS'].map((currency): ItemInput => ({
    what: `the currency ${currency}`,
    cells: { currency },
    line: { price: { amount: 100, currency } },
    refused: { column: 'currency', code: 'currency', field: 'price.currency', apiCode: 'currency' },
  })),
  { what: 'a currency beside no price', cells: { price: '', currency: 'pounds' }, refused: { column: 'currency', code: 'currency' } },

  ...[
    sku('a per cent sign', 'P%41-{n}'),
    sku('a slash, blanks and marks', 'A/B C?&+~# {n}'),
    sku('letters of any script', '茶-{n}-ü'),
    sku('zeros in front', '00123-{n}'),
  ],
  { ...sku('an apostrophe that a spreadsheet wants', "'0045-{n}", '0045-{n}'), line: { sku: '0045-{n}' } },
  ...[noSku('.', 'sku_form', { sku: '.' }), noSku('..', 'sku_form', { sku: '..' }), noSku("'", 'sku_missing'), noSku("' ", 'sku_missing')],
  ...['A\u200b1', 'A\u0007', 'x'.repeat(65), 'A\u20281'].map((text) => noSku(text, 'sku_form', { sku: text })),
  ...[
    noSku('4.00638E+12', 'spreadsheet_number'),
    noSku('="00123"', 'spreadsheet_formula'),
    noSku('#N/A', 'spreadsheet_error'),
    noSku('#####', 'spreadsheet_error'),
  ],

  ...[
    gtin('4006381333931', '4006381333931'),
    gtin("'4006381333931", '4006381333931'),
    gtin('4006381 333931', '4006381333931'),
    gtin('96385074', '96385074'),
    gtin('４００６３８１３３３９３１', '4006381333931'),
  ],
  ...[noGtin('4006381333932', 'gtin_check_digit'), noGtin('123', 'gtin_form'), noGtin('no\u200bne', 'gtin_form'), noGtin('4.00638E+12', 'spreadsheet_number')],
  noGtin('36000291452', 'gtin_zeros'),

  {
    what: 'a choice in capitals',
    cells: { tax_class: 'REDUCED', sold_by: 'Weight' },
    line: { taxClass: 'reduced', soldBy: 'weight' },
    kept: { taxClass: 'reduced', soldBy: 'weight' },
  },
  {
    what: 'no such tax class',
    cells: { tax_class: 'vat20' },
    line: { taxClass: 'vat20' },
    refused: { column: 'tax_class', code: 'choice', field: 'taxClass', apiCode: 'tax_class' },
  },
  {
    what: 'no such status',
    cells: { status: 'live' },
    line: { status: 'live' },
    refused: { column: 'status', code: 'choice', field: 'status', apiCode: 'status' },
  },
  {
    what: 'no such unit',
    cells: { sold_by: 'litre' },
    line: { soldBy: 'litre' },
    refused: { column: 'sold_by', code: 'choice', field: 'soldBy', apiCode: 'sold_by' },
  },

  ...[
    'https://a.example/1.jpg https://a.example/2.jpg',
    'https://a.example/1.jpg, https://a.example/2.jpg',
    'https://a.example/1.jpg;https://a.example/2.jpg|',
  ].map((text): ItemInput => ({
    what: `the images ${text}`,
    cells: { image_urls: text },
    line: { imageUrls: ['https://a.example/1.jpg', 'https://a.example/2.jpg'] },
    kept: { imageUrls: ['https://a.example/1.jpg', 'https://a.example/2.jpg'] },
  })),
  ...(
    [
      ['no address', 'image_address'],
      ['ftp://a.example/1.jpg', 'image_address'],
      [`https://a.example/${'x'.repeat(3_000)}`, 'image_urls'],
    ] as const
  ).map(([text, code]): ItemInput => ({
    what: `the image ${text.slice(0, 60)}`,
    cells: { image_urls: text },
    line: { imageUrls: [text] },
    refused: { column: 'image_urls', code, field: 'imageUrls.0', apiCode: 'image_urls' },
  })),
  {
    what: 'two images that nothing separates',
    cells: { image_urls: 'https://a.example/1.jpghttps://a.example/2.jpg' },
    refused: { column: 'image_urls', code: 'image_address' },
  },
  {
    what: 'an image that another server gives',
    cells: { image_urls: 'https://proxy.example/?u=https://a.example/1.jpg' },
    line: { imageUrls: ['https://proxy.example/?u=https://a.example/1.jpg'] },
    kept: { imageUrls: ['https://proxy.example/?u=https://a.example/1.jpg'] },
  },
  {
    what: 'eleven images',
    cells: { image_urls: Array.from({ length: 11 }, (_, at) => `https://a.example/${at}.jpg`).join(' ') },
    line: { imageUrls: Array.from({ length: 11 }, (_, at) => `https://a.example/${at}.jpg`) },
    refused: { column: 'image_urls', code: 'image_count', field: 'imageUrls', apiCode: 'image_urls' },
  },

  { what: 'a category', cells: { category: 'Garden>  Pots ' }, line: { category: 'Garden>  Pots ' }, kept: { category: 'Garden > Pots' } },
  {
    what: 'a category with a zero-width space',
    cells: { category: 'Gar\u200bden > Pots' },
    line: { category: 'Gar\u200bden > Pots' },
    kept: { category: 'Garden > Pots' },
  },
  { what: 'a category in capitals', cells: { category: 'GARDEN > pots' }, line: { category: 'GARDEN > pots' }, kept: { category: 'Garden > Pots' } },
  ...[Array.from({ length: 21 }, (_, at) => `c${at}`).join('>'), 'x'.repeat(201), 'be\u0007ll'].map((category): ItemInput => ({
    what: `the category ${JSON.stringify(category.slice(0, 30))}`,
    cells: { category },
    line: { category },
    refused: { column: 'category', code: 'category_form', field: 'category', apiCode: category.includes('>') ? 'too_deep' : 'names' },
  })),

  ...[
    ['a name that has the sign of paths in it', String.raw`Food \> Drink>Tea`, String.raw`Food \> Drink > Tea`],
    ['the same name again, in capitals', String.raw`FOOD \> DRINK > TEA`, String.raw`Food \> Drink > Tea`],
    ['a backslash', String.raw`A\B`, String.raw`A\\B`],
    ['a name of another language, made by hand', 'ランプ', 'Lamps'],
    ['one of several of its name, by its id', String.raw`Twins \#{twin}`, String.raw`Twins \#{twin}`],
    ['an id alone', String.raw`\#{twin}`, String.raw`Twins \#{twin}`],
  ].map(([what = '', category = '', kept = '']): ItemInput => ({
    what: `a category by ${what}`,
    cells: { category },
    line: { category },
    kept: { category: kept },
  })),
  ...[
    ['several', 'twins', 'category_ambiguous'],
    ['several, with one missing below', 'Twins > Below', 'category_ambiguous'],
    ['an id that no category has', String.raw`Twins \#cat_nowhere`, 'category_not_found'],
  ].map(([what = '', category = '', code = '']): ItemInput => ({
    what: `a category that is ${what}`,
    cells: { category },
    line: { category },
    refused: { column: 'category', code, stands: true },
  })),

  ...[onHand('12', 12), onHand('5.0', 5), onHand('1,234,567', 1_234_567), onHand('0', 0), onHand('１２', 12)],
  ...[
    noOnHand('1,000', 'number_ambiguous'),
    noOnHand('2.5', 'quantity'),
    noOnHand('-3', 'quantity'),
    noOnHand('a few', 'quantity'),
    noOnHand('[clear]', 'cannot_clear'),
  ],
];
