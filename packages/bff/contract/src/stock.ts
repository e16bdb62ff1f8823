import { limits as inventory } from '@noren/inventory-contract/limits';
import { reasonNames } from '@noren/inventory-contract/reasons';
import { limits as item } from '@noren/item-contract/limits';
import { z } from 'zod';
import { call } from './call.ts';
import { cursor, givenInstant, id, instant, LinesAnswer, Names, nextCursor, sku, text } from './schemas.ts';

export { reasonNames as adjustReasons, stockReasons } from '@noren/inventory-contract/reasons';

/** What a shop holds of an article. Pieces, or grams where it is sold by weight. */
export const StockRow = z.strictObject({
  sku: z.string(),
  /** None where the shop holds what the catalogue does not know. */
  names: Names.optional(),
  gtin: z.string().optional(),
  soldBy: z.enum(['piece', 'weight']),
  onHand: z.int(),
  reserved: z.int().describe('Promised to orders'),
  safety: z.int().describe('Kept back from sale'),
  available: z.int(),
  short: z.int().describe('What the shelf lacks of what was promised'),
});
export type StockRow = z.infer<typeof StockRow>;

/** What was scanned. `others`: further articles that it may mean, for a GTIN may be that of several; ask which. */
export const Scanned = StockRow.extend({ others: z.array(StockRow).optional() });
export type Scanned = z.infer<typeof Scanned>;

export const StockPage = z.strictObject({ levels: z.array(StockRow), nextCursor });
export type StockPage = z.infer<typeof StockPage>;

export const LedgerRow = z.strictObject({
  entry: z.int(),
  at: instant,
  onHandDelta: z.int(),
  reservedDelta: z.int(),
  safetyDelta: z.int(),
  /** What was on hand after it. */
  onHand: z.int(),
  reason: z.string(),
  by: z.strictObject({ kind: z.enum(['person', 'system', 'platform', 'noren']), name: z.string() }),
  orderId: id.optional().describe('The order that it was held for'),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

export const Ledger = z.strictObject({
  level: StockRow,
  /** Newest first. */
  entries: z.array(LedgerRow),
  nextCursor,
});
export type Ledger = z.infer<typeof Ledger>;

/** The level at the beginning and whenever it changed since, oldest first: it stays until the next point. */
export const LevelPoint = z.strictObject({ at: instant, onHand: z.int(), reserved: z.int(), safety: z.int() });
export type LevelPoint = z.infer<typeof LevelPoint>;

export const StockCounts = z.strictObject({
  articles: z.int(),
  outOfStock: z.int().describe('Nothing is available'),
  low: z.int().describe('Not more is available than the safety stock; those out of stock are among them'),
  short: z.int().describe('The shelf lacks what was promised'),
});
export type StockCounts = z.infer<typeof StockCounts>;

const shop = z.strictObject({ shopId: id });
const article = z.strictObject({ shopId: id, sku });
const level = z.int().min(0).max(inventory.quantity);
/** What the quantity is meant in, as its page showed the article: refused where that is another by now. */
const soldBy = z.enum(['piece', 'weight']).optional();
const problems = ['idempotency_key_reused'];
/** A call of the console's own size: a person looks at its answer. */
const linesOf = <Line extends z.ZodType>(line: Line) => z.strictObject({ lines: z.array(line).min(1).max(1_000) });

/** Changes of stock carry no version: what came, went or was counted is a fact, and Inventory applies facts in the order in which they reach it. A count may name what was
 * on hand when it was begun (`expected`): its line is then refused with `stock_moved` if something came or went meanwhile. */
export const stock = {
  /** In SKU order. */
  levels: call({
    method: 'GET',
    path: '/api/shops/{shopId}/stock',
    summary: 'The stock of a shop',
    takes: 'clerk',
    params: shop,
    query: z.strictObject({ q: text(item.searchCharacters).optional().describe('As in the search of items'), cursor: cursor.optional() }),
    answers: { 200: StockPage },
    problems: ['cursor_invalid'],
  }),
  /** In SKU order. */
  low: call({
    method: 'GET',
    path: '/api/shops/{shopId}/low-stock',
    summary: 'Articles that run out',
    takes: 'clerk',
    params: shop,
    query: z.strictObject({
      atMost: z
        .string()
        .regex(/^\d{1,6}$/)
        .optional()
        .describe('Available is this or less; without it: the article’s own safety stock or less'),
      cursor: cursor.optional(),
    }),
    answers: { 200: StockPage },
    problems: ['cursor_invalid'],
  }),
  /** What a scanner typed: a SKU, or a GTIN in any of its lengths and forms. An article that the shop never held is told with nothing on hand. */
  scan: call({
    method: 'GET',
    path: '/api/shops/{shopId}/scan/{code}',
    summary: 'The article behind a bar code or SKU',
    takes: 'clerk',
    params: z.strictObject({ shopId: id, code: text(item.searchCharacters, 1) }),
    answers: { 200: Scanned },
    problems: ['article_not_found'],
  }),
  adjust: call({
    method: 'POST',
    path: '/api/shops/{shopId}/stock/adjustments',
    summary: 'Tell what came or went',
    takes: 'clerk',
    params: shop,
    body: linesOf(z.strictObject({ sku, delta: z.int().min(-inventory.quantity).max(inventory.quantity), reason: z.enum(reasonNames), soldBy })),
    idempotent: true,
    answers: { 200: LinesAnswer },
    problems,
  }),
  count: call({
    method: 'POST',
    path: '/api/shops/{shopId}/stock/counts',
    summary: 'Tell what was counted on the shelf',
    takes: 'clerk',
    params: shop,
    body: linesOf(z.strictObject({ sku, onHand: level, expected: level.optional(), soldBy })),
    idempotent: true,
    answers: { 200: LinesAnswer },
    problems,
  }),
  setSafety: call({
    method: 'POST',
    path: '/api/shops/{shopId}/stock/safety',
    summary: 'Keep some back from sale',
    takes: 'manager',
    params: shop,
    body: linesOf(z.strictObject({ sku, safety: level, soldBy })),
    idempotent: true,
    answers: { 200: LinesAnswer },
    problems,
  }),
  ledger: call({
    method: 'GET',
    path: '/api/shops/{shopId}/stock/{sku}/ledger',
    summary: 'Every change of an article’s stock, newest first',
    takes: 'clerk',
    params: article,
    query: z.strictObject({ from: givenInstant.optional(), until: givenInstant.optional(), cursor: cursor.optional() }),
    answers: { 200: Ledger },
    problems: ['cursor_invalid', 'article_not_found'],
  }),
  history: call({
    method: 'GET',
    path: '/api/shops/{shopId}/stock/{sku}/history',
    summary: 'An article’s level over time, for a chart',
    takes: 'clerk',
    params: article,
    query: z.strictObject({ from: givenInstant, until: givenInstant }),
    answers: { 200: z.strictObject({ points: z.array(LevelPoint) }) },
    problems: ['article_not_found'],
  }),
  /** For badges and headings. */
  counts: call({
    method: 'GET',
    path: '/api/shops/{shopId}/stock-counts',
    summary: 'How many articles a shop holds, and how many of them it lacks',
    takes: 'clerk',
    params: shop,
    answers: { 200: StockCounts },
  }),
};
