import { readRows } from './records.ts';
import { judge, type Judged, type Line } from './rules.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** invoice, code, quantity, price, customer, description */
export type ShortRow = readonly [invoice: string, code: string, quantity: string | number, price: string, customer?: string, name?: string];

/** Judges the rows of a file that is made of them. */
export function judged(...rows: readonly ShortRow[]): readonly Judged[] {
  const text = rows.map(([invoice, code, quantity, price, customer = '17850.0', name = 'A LANTERN']) =>
    [invoice, code, `"${name}"`, quantity, '2010-12-01 08:26:00', price, customer, 'United Kingdom'].join(','),
  );
  return judgedText([HEADER, ...text].join('\n'));
}

export function judgedText(text: string): readonly Judged[] {
  const { layout, rows } = readRows(Buffer.from(text));
  return rows.map((row) => judge(row, layout));
}

export const linesOf = (rows: readonly Judged[]): readonly Line[] => rows.flatMap(({ line }) => (line === undefined ? [] : [line]));
