import { z } from 'zod';
import { call } from './call.ts';
import { cursor, id, instant, nextCursor, text } from './schemas.ts';

/** What can be wrong with a row of a file itself. */
export const rowFaults = [
  ...(['quote', 'line_breaks', 'cell_length', 'no_heading', 'cells', 'encoding', 'encoding_other'] as const),
  ...(['sku_missing', 'sku_form', 'sku_twice'] as const),
  ...(['name_missing', 'name_length', 'name_form', 'category_form', 'names_missing', 'price_missing'] as const),
  ...(['price_form', 'price_sign', 'price_decimals', 'price_size', 'currency', 'gtin_form', 'gtin_check_digit', 'quantity', 'choice'] as const),
  ...(['gtin_zeros', 'gtin_twice', 'number_ambiguous', 'spreadsheet_number', 'spreadsheet_formula', 'spreadsheet_error'] as const),
  ...(['image_address', 'image_count', 'cannot_clear', 'handle_missing', 'gift_card', 'set_aside', 'not_allowed_any_more'] as const),
] as const;
export type RowFault = (typeof rowFaults)[number];

/** What cannot be taken in a file, where it is and why. Line 1 is the header. */
export const RowProblem = z.strictObject({
  line: z.int(),
  column: z.string(),
  code: z.string().describe('One of the faults of rows, or the code with which the platform refused the row'),
  values: z.record(z.string(), z.union([z.string(), z.number()])).describe('What the sentence names, such as `text`, what the cell says'),
  reason: z.string().describe('In English'),
  stands: z.boolean().optional().describe('The row stands all the same: it looks like a mistake'),
});
export type RowProblem = z.infer<typeof RowProblem>;

/** What a row would change. */
export const RowChange = z.strictObject({
  line: z.int(),
  sku: z.string(),
  name: z.string(),
  kind: z.enum(['new', 'changed', 'same']),
  /** What differs; texts as the file and the catalogue have them, money as minor units and currency (`349 GBP`). `field`: `price`, `names.ja`, `stock`… */
  fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
});
export type RowChange = z.infer<typeof RowChange>;

/** A file on its way into the catalogue: shown first, applied only when confirmed. */
export const Import = z.strictObject({
  importId: id,
  fileName: z.string(),
  kind: z.string().describe('Which form of file it is'),
  state: z.enum(['ready', 'running', 'done', 'discarded']),
  shopId: id.optional().describe('The shop whose stock the file sets'),
  createdAt: instant,
  createdBy: z.string(),
  counts: z.strictObject({
    ...{ rows: z.int(), new: z.int(), changed: z.int(), same: z.int(), refused: z.int(), stock: z.int() },
    unset: z.int().optional().describe('Rows that say a stock, which is not set because the file is for no shop'),
  }),
  /** Rows applied so far, of those that change something. */
  progress: z.strictObject({ done: z.int(), of: z.int() }),
  /** Of rows that are left out and of rows that stand, the first 500 each, in the order of the file: of the file itself, and after the run of what the platform refused. */
  problems: z.array(RowProblem),
});
export type Import = z.infer<typeof Import>;

const params = z.strictObject({ importId: id });
const problems = ['import_not_found'];

export const imports = {
  upload: call({
    method: 'POST',
    path: '/api/imports',
    summary: 'Read a CSV file and say what it would change; nothing is changed yet',
    takes: 'manager',
    query: z.strictObject({
      fileName: text(200),
      shopId: id.optional().describe('The shop whose stock the file sets'),
      language: z.string().min(2).max(35).optional().describe('Of titles without a language; en'),
      encoding: z.string().max(30).optional().describe('WHATWG label; utf-8'),
    }),
    body: z.instanceof(Uint8Array),
    bytes: true,
    idempotent: true,
    answers: { 200: Import },
    problems: ['file_unreadable', 'request_too_large', 'idempotency_key_reused'],
  }),
  list: call({
    method: 'GET',
    path: '/api/imports',
    summary: 'The last 20 imports, newest first',
    takes: 'manager',
    answers: { 200: z.strictObject({ imports: z.array(Import) }) },
  }),
  get: call({ method: 'GET', path: '/api/imports/{importId}', summary: 'How far an import is', takes: 'manager', params, answers: { 200: Import }, problems }),
  rows: call({
    method: 'GET',
    path: '/api/imports/{importId}/rows',
    summary: 'What each row would change, a page at a time',
    takes: 'manager',
    params,
    query: z.strictObject({ kind: z.enum(['new', 'changed', 'same']).optional(), cursor: cursor.optional() }),
    answers: { 200: z.strictObject({ rows: z.array(RowChange), nextCursor }) },
    problems,
  }),
  /** In front of each row's cells, as they were, stand its line, column and reason: it is mended and uploaded as it is. */
  refused: call({
    method: 'GET',
    path: '/api/imports/{importId}/refused.csv',
    summary: 'The rows that were refused, as a CSV file to be mended and uploaded again',
    takes: 'manager',
    params,
    file: { type: 'text/csv; charset=utf-8', name: 'refused.csv' },
    answers: { 200: z.string() },
    problems: [...problems, 'file_unreadable'],
  }),
  template: call({
    method: 'GET',
    path: '/api/imports/template.csv',
    summary: 'Our own CSV with two rows to be written over',
    takes: 'manager',
    file: { type: 'text/csv; charset=utf-8', name: 'template.csv' },
    answers: { 200: z.string() },
  }),
  /** Goes on by itself, through a restart too; ask again for its progress. Confirming twice changes nothing. */
  confirm: call({
    method: 'POST',
    path: '/api/imports/{importId}/confirm',
    summary: 'Apply what the preview showed',
    takes: 'manager',
    params,
    idempotent: true,
    answers: { 200: Import },
    problems: [...problems, 'import_state'],
  }),
  discard: call({
    method: 'DELETE',
    path: '/api/imports/{importId}',
    summary: 'Forget a file that was not confirmed',
    takes: 'manager',
    params,
    answers: { 204: null },
    problems: [...problems, 'import_state'],
  }),
};
