import { limits as order } from '@noren/order-contract/limits';
import { z } from 'zod';
import { call } from './call.ts';
import { cursor, id, instant, Money, Names, nextCursor, text, version } from './schemas.ts';

/** Where an order stands. `placed`: stock is being reserved, nobody has to do anything yet. */
export const orderStates = ['placed', 'confirmed', 'accepted', 'ready', 'handed_over', 'completed', 'rejected', 'cancelled'] as const;
export const OrderState = z.enum(orderStates);
export type OrderState = z.infer<typeof OrderState>;

/** The board's columns, and which states stand in each. */
export const columns = { new: ['confirmed'], accepted: ['accepted'], ready: ['ready'], done: ['handed_over', 'completed', 'rejected', 'cancelled'] } as const;
export const Column = z.enum(['new', 'accepted', 'ready', 'done']);
export type Column = z.infer<typeof Column>;

export const rejectReasons = ['out_of_stock', 'too_busy', 'closing_soon', 'no_staff', 'wrong_price', 'technical_problem', 'weather', 'other'] as const;
export const cancelReasons = ['out_of_stock', 'damaged', 'customer_asked', 'not_collected', 'other'] as const;

/** An order as the board shows it. */
export const OrderCard = z.strictObject({
  orderId: id,
  shopId: id,
  channel: z.string().describe('The consumer platform that placed it'),
  externalId: z.string().describe('What the consumer platform calls it; where it calls it nothing, the end of its id'),
  state: OrderState,
  total: Money.optional(),
  lines: z.int().describe('How many lines it has'),
  units: z.int().describe('Pieces in all; a line sold by weight counts as one'),
  /** Of the first three lines, as the catalogue calls them now; `und` is what the order calls them. */
  names: z.array(Names),
  placedAt: instant,
  updatedAt: instant,
  readyInMinutes: z.int().optional().describe('As promised when it was accepted'),
  version,
});
export type OrderCard = z.infer<typeof OrderCard>;

export const OrderPage = z.strictObject({ orders: z.array(OrderCard), nextCursor });
export type OrderPage = z.infer<typeof OrderPage>;

export const Board = z.strictObject({
  /** The first page of each: the open ones oldest first, `done` newest first. */
  columns: z.strictObject({ new: OrderPage, accepted: OrderPage, ready: OrderPage, done: OrderPage }),
  counts: z.strictObject({ new: z.int(), accepted: z.int(), ready: z.int(), done: z.int().describe('Of the last 24 hours') }),
});
export type Board = z.infer<typeof Board>;

export const OrderLine = z.strictObject({
  line: z.int(),
  sku: z.string(),
  names: Names.describe('As of a card'),
  quantity: z.int().describe('Pieces, or grams where it is sold by weight'),
  soldBy: z.enum(['piece', 'weight']),
  unitPrice: Money.optional().describe('What the consumer platform charged; where it named no price, `listPrice`'),
  listPrice: Money.optional().describe('Our own price when the order was placed; missing where the item is unknown'),
  total: Money.optional(),
  returned: z.int(),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** What happened to an order, and who did it. */
export const OrderHappening = z.strictObject({
  at: instant,
  what: z.enum([...orderStates, 'returned']),
  by: z.strictObject({ kind: z.enum(['person', 'system', 'platform', 'noren']), name: z.string().describe('A person’s name, else what it is called') }),
  reason: z.string().optional(),
  readyInMinutes: z.int().optional(),
});
export type OrderHappening = z.infer<typeof OrderHappening>;

export const OrderDetail = z.strictObject({
  ...OrderCard.shape,
  /** All lines; the card's number of them is `lines.length`. */
  lines: z.array(OrderLine),
  reasons: z.array(z.strictObject({ code: z.string(), message: z.string(), sku: z.string().optional() })),
  /** Oldest first. */
  history: z.array(OrderHappening),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

const params = z.strictObject({ shopId: id, orderId: id });
const problems = ['order_not_found', 'order_state', 'version_conflict', 'idempotency_key_reused'];
/** `version`: of the card or page that the person looked at. A conflict (`version_conflict`, `order_state`) has the OrderDetail in `now`. */
const seen = { version };

const move = <const Verb extends string, Body extends z.ZodType>(verb: Verb, summary: string, body: Body) =>
  call({
    method: 'POST',
    path: `/api/shops/{shopId}/orders/{orderId}/${verb}`,
    summary,
    takes: 'clerk',
    params,
    body,
    idempotent: true,
    answers: { 200: OrderDetail },
    problems,
  });

export const orders = {
  board: call({
    method: 'GET',
    path: '/api/shops/{shopId}/board',
    summary: 'The live board of a shop',
    takes: 'clerk',
    params: z.strictObject({ shopId: id }),
    answers: { 200: Board },
  }),
  /** The further pages of a column. */
  list: call({
    method: 'GET',
    path: '/api/shops/{shopId}/orders',
    summary: 'Orders of one column, a page at a time',
    takes: 'clerk',
    params: z.strictObject({ shopId: id }),
    query: z.strictObject({ column: Column, cursor: cursor.optional() }),
    answers: { 200: OrderPage },
    problems: ['cursor_invalid'],
  }),
  get: call({
    method: 'GET',
    path: '/api/shops/{shopId}/orders/{orderId}',
    summary: 'An order with its lines and history',
    takes: 'clerk',
    params,
    answers: { 200: OrderDetail },
    problems: ['order_not_found'],
  }),
  accept: move('accept', 'Take a new order on', z.strictObject({ ...seen, readyInMinutes: z.int().min(1).max(order.readyInMinutes) })),
  reject: move('reject', 'Decline a new order', z.strictObject({ ...seen, reason: z.enum(rejectReasons), message: text(order.reasonCharacters).optional() })),
  ready: move('ready', 'The goods are packed', z.strictObject(seen)),
  handOver: move('hand-over', 'The goods have left the shop', z.strictObject(seen)),
  cancel: move('cancel', 'Call off an order that is not handed over', z.strictObject({ ...seen, reason: z.enum(cancelReasons) })),
};
