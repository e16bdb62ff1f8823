/** A whole file, what stands of it (SKU, name, price in minor units, stock) and what is refused (line, column, code); or why nothing of it can be read. */
type FileInput = Readonly<{
  what: string;
  bytes: string | Uint8Array;
  encoding?: string;
  language?: string;
}> &
  (
    | Readonly<{
        stands: readonly (readonly [sku: string, name: string, amount: number, onHand?: number])[];
        refused: readonly (readonly [line: number, column: string, code: string])[];
      }>
    | Readonly<{ unreadable: string }>
  );

const HEADER = 'sku,name:en,price,on_hand\n';

/** `#` in a SKU is another number at each door. */
export const fileInputs: readonly FileInput[] = [
  {
    what: 'inches that open like quotes',
    bytes: `${HEADER}#1,"12 pot,1.00,10\n#2,plain,2.00,20\n#3,9" lid,3.00,30\n#4,a,4.00,40\n`,
    stands: [
      ['#2', 'plain', 200, 20],
      ['#3', '9" lid', 300, 30],
      ['#4', 'a', 400, 40],
    ],
    refused: [[2, 'name:en', 'quote']],
  },
  {
    what: 'one row at fault of many',
    bytes: `${HEADER}${Array.from({ length: 1_200 }, (_, at) => (at === 700 ? `#${at},be\u0007ll,1.00,1` : `#${at},n,1.00,${at}`)).join('\n')}`,
    stands: [
      ['#0', 'n', 100, 0],
      ['#699', 'n', 100, 699],
      ['#701', 'n', 100, 701],
      ['#1199', 'n', 100, 1_199],
    ],
    refused: [[702, 'name:en', 'name_form']],
  },
  {
    what: 'sep=, empty columns and rows, CRLF and LF',
    bytes: 'sep=;\r\nsku;name:en;price;on_hand;;\r\n#1;a;1,50;1;;\n;;;;;\n#2;b;2,50;2;;\r\n\r\n',
    stands: [
      ['#1', 'a', 150, 1],
      ['#2', 'b', 250, 2],
    ],
    refused: [],
  },
  {
    what: 'twins, and a row that is too short',
    bytes: `${HEADER}#1,a,1.00,1\n#１,b,2.00,2\n#2,c\n`,
    stands: [['#1', 'a', 100, 1]],
    refused: [
      [3, 'sku', 'sku_twice'],
      [4, '', 'cells'],
    ],
  },
  {
    what: 'a further row of a SKU whose first is refused',
    bytes: `${HEADER}#1,Right,"1,000",5\n#1,Wrong,5.00,1\n#2,b,2.00,2\n`,
    stands: [['#2', 'b', 200, 2]],
    refused: [
      [2, 'price', 'number_ambiguous'],
      [3, 'sku', 'sku_twice'],
    ],
  },
  {
    what: 'windows-949 under its other name',
    bytes: Buffer.concat([Buffer.from(`${HEADER}#1,`), Buffer.from([0x8c, 0x63, 0xc8, 0xad]), Buffer.from(',1.00,1\n')]),
    encoding: 'euc-kr',
    stands: [['#1', '똠화', 100, 1]],
    refused: [],
  },
  {
    what: 'Shopify’s, new template',
    bytes: 'URL handle,Title,Price,SKU,Inventory quantity,Option1 value\nh#,Pot,1.00,#1,4,Small\nh#,,x,#2,5,Large\n',
    stands: [['#1', 'Pot, Small', 100, 4]],
    refused: [[3, 'Price', 'price_form']],
  },
  { what: 'a new item without a name', bytes: 'sku,price,on_hand\n#1,1.00,3\n', stands: [], refused: [[2, '', 'names_missing']] },
  { what: 'stock alone of what is there', bytes: 'sku,on_hand\nSAMPLE,7\n', stands: [], refused: [] },
  { what: 'nothing', bytes: '', unreadable: 'empty' },
  { what: 'a workbook', bytes: 'PK\u0003\u0004\u0014\0\0\0xl/workbook.xml', unreadable: 'this is an Excel workbook (.xlsx)' },
  { what: 'UTF-32', bytes: Buffer.from([...HEADER].flatMap((letter) => [...Buffer.from(letter), 0, 0, 0])), unreadable: 'no text in this encoding' },
  { what: 'a header that says nothing', bytes: 'sku\n#1\n', unreadable: 'says nothing of an item' },
  { what: 'a misspelt header', bytes: 'sku,name:en,pirce\n#1,a,1.00\n', unreadable: 'did you mean price?' },
  { what: 'a header with a country for a language', bytes: 'sku,name:jp\n#1,a\n', unreadable: 'did you mean name:ja?' },
  { what: 'an encoding that there is not', bytes: HEADER, encoding: 'klingon', unreadable: 'klingon' },
  { what: 'a country for a language', bytes: 'Handle,Title,Variant Price\nh,a,1\n', language: 'jp', unreadable: 'did you mean ja?' },
  { what: 'too many rows', bytes: `${HEADER}${'a\n'.repeat(60_000)}`, unreadable: 'more than 50000 rows' },
];
