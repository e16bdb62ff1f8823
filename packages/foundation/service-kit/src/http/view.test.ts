import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hide, listOf, viewOf, viewUnder, whereSet, word } from './view.ts';

type Money = Readonly<{ amount: number; currency: string }>;
type Line = Readonly<{ sku: string; quantity: number; ours?: Money | undefined; charged?: Money | undefined }>;
type Order = Readonly<{ orderId: string; note: string; minutes: number; lines: readonly Line[]; total: Money | undefined; secret: string }>;
const money = z.strictObject({ amount: z.int(), currency: z.string() });
const pounds = (amount: number): Money => ({ amount, currency: 'GBP' });

const lineView = viewOf<Line>()('Line', (from) => ({
  sku: z.string(),
  price: from(['charged', 'ours'], money.optional().describe('What was charged'), ({ charged, ours }) => charged ?? ours),
  listPrice: from(['ours'], money.optional(), ({ ours }) => ours),
  quantity: z.int(),
}));
const orderView = viewOf<Order>()('Order', () => ({
  orderId: z.string(),
  lines: listOf(lineView),
  note: whereSet(z.string()),
  minutes: whereSet(z.int()),
  total: money.optional(),
  secret: hide,
}));
const order: Order = {
  ...{ secret: 's', note: '', minutes: 5, total: pounds(7), orderId: 'ord_1' },
  lines: [
    { quantity: 1, sku: 'tea', ours: pounds(2), charged: pounds(1) },
    { quantity: 2, sku: 'pot', ours: pounds(3) },
    { quantity: 1, sku: 'new' },
  ],
};

describe('a view', () => {
  it('shows what it names in its own order, renamed and computed fields among them, and leaves out what is not set', () =>
    expect(JSON.stringify(orderView.of(order))).toBe(
      JSON.stringify({
        orderId: 'ord_1',
        lines: [
          { sku: 'tea', price: pounds(1), listPrice: pounds(2), quantity: 1 },
          { sku: 'pot', price: pounds(3), listPrice: pounds(3), quantity: 2 },
          { sku: 'new', quantity: 1 },
        ],
        minutes: 5,
        total: pounds(7),
      }),
    ));

  it('gives JSON that its schema takes, unknown fields refused', () => {
    expect(orderView.schema.parse(orderView.of(order))).toEqual(orderView.of(order));
    expect(Object.keys(orderView.schema.shape)).toEqual(['orderId', 'lines', 'note', 'minutes', 'total']);
    expect(() => orderView.schema.parse({ ...orderView.of(order), secret: 's' })).toThrow('secret');
    expect(orderView.schema.meta()).toEqual({ id: 'Order' });
  });

  it('shows false, and 0 and an empty text where they are a field’s own', () => {
    const view = viewOf<{ no: boolean; none: number; empty: string }>()('None', () => ({ no: z.boolean(), none: z.int(), empty: z.string() }));
    expect(view.of({ no: false, none: 0, empty: '' })).toEqual({ no: false, none: 0, empty: '' });
  });

  it('shows words as they come, and says which there are', () => {
    const view = viewOf<{ soldBy: string }>()('Sold', () => ({ soldBy: word(z.enum(['piece', 'weight'])) }));
    expect(view.of({ soldBy: 'weight' })).toEqual({ soldBy: 'weight' });
    expect(view.schema.safeParse({ soldBy: 'yard' }).success).toBe(false);
    // @ts-expect-error a quantity is no word
    viewOf<{ quantity: number }>()('Sold', () => ({ quantity: word(z.enum(['piece', 'weight'])) }));
  });

  it('shows what it is given beside the record', () => {
    const view = viewOf<Line, ReadonlyMap<string, string>>()('Named', (from) => ({
      ...{ sku: z.string(), quantity: hide, ours: hide, charged: hide },
      name: from(['sku'], z.string(), ({ sku }, names) => names.get(sku) ?? sku),
    }));
    expect(view.of({ sku: 'tea', quantity: 1 }, new Map([['tea', 'Green tea']]))).toEqual({ sku: 'tea', name: 'Green tea' });
  });
});

describe('a view under a schema', () => {
  const Card = z.strictObject({ orderId: z.string(), count: z.int(), total: money.optional() });
  const view = viewUnder(Card)<Order, number>()((from) => ({
    ...{ note: hide, minutes: hide, secret: hide },
    count: from(['lines'], ({ lines }, more) => lines.length + more),
  }));

  it('shows what is the same on both sides, in the order of the schema, and what is computed', () =>
    expect(JSON.stringify(view.of(order, 10))).toBe(JSON.stringify({ orderId: 'ord_1', count: 13, total: pounds(7) })));

  it('does not compile while a field is neither shown nor hidden, or does not fit', () => {
    const rest = { note: hide, minutes: hide } as const;
    // @ts-expect-error `secret` is neither shown nor hidden
    viewUnder(Card)<Order>()((from) => ({ ...rest, count: from(['lines'], ({ lines }) => lines.length) }));
    // @ts-expect-error `count` is nowhere in the record
    viewUnder(Card)<Order>()(() => ({ ...rest, secret: hide, lines: hide }));
    // @ts-expect-error `count` is a number
    viewUnder(Card)<Order>()((from) => ({ ...rest, secret: hide, count: from(['lines'], () => 'many') }));
    // @ts-expect-error `total` is shown by the schema
    viewUnder(Card)<Order>()((from) => ({ ...rest, secret: hide, total: hide, count: from(['lines'], ({ lines }) => lines.length) }));
    // @ts-expect-error the record has no `colour`
    viewUnder(Card)<Order>()((from) => ({ ...rest, secret: hide, colour: hide, count: from(['lines'], ({ lines }) => lines.length) }));
    // @ts-expect-error the schema has no `extra`
    viewUnder(Card)<Order>()((from) => ({ ...rest, secret: hide, extra: from(['note'], () => 1), count: from(['lines'], ({ lines }) => lines.length) }));
    // @ts-expect-error the schema wants a number
    viewUnder(z.strictObject({ orderId: z.int() }))<Pick<Order, 'orderId'>>()(() => ({}));
    // @ts-expect-error a total may be missing
    viewUnder(z.strictObject({ total: money }))<Pick<Order, 'total'>>()(() => ({}));
    // @ts-expect-error money has a currency, which the schema does not show
    viewUnder(z.strictObject({ total: z.strictObject({ amount: z.int() }).optional() }))<Pick<Order, 'total'>>()(() => ({}));
    viewUnder(z.strictObject({ total: money.optional() }))<Pick<Order, 'total'>>()(() => ({}));
    expect(Object.keys(view.schema.shape)).toEqual(['orderId', 'count', 'total']);
  });
});

it('a view that has not decided on a field, or does not fit its record, does not compile', () => {
  const rest = { quantity: hide, ours: hide } as const;
  // @ts-expect-error `charged` is neither shown nor hidden
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.string() }));
  // @ts-expect-error nor is it where only another field is computed
  viewOf<Line>()('Line', (from) => ({ ...rest, sku: z.string(), price: from(['ours'], money.optional(), ({ ours }) => ours) }));
  // @ts-expect-error a SKU is no number
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.int(), charged: hide }));
  // @ts-expect-error a price may be missing
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.string(), charged: money }));
  // @ts-expect-error money has a currency, which is neither shown nor hidden
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.string(), charged: z.strictObject({ amount: z.int() }).optional() }));
  // @ts-expect-error the record has no `colour`
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.string(), charged: hide, colour: z.string() }));
  // @ts-expect-error the record has no `colour` to hide
  viewOf<Line>()('Line', () => ({ ...rest, sku: z.string(), charged: hide, colour: hide }));
  // @ts-expect-error what is computed is no number
  viewOf<Line>()('Line', (from) => ({ ...rest, sku: z.string(), price: from(['charged'], z.int(), ({ charged }) => charged) }));
  // @ts-expect-error it sees only the fields that it names
  viewOf<Line>()('Line', (from) => ({ ...rest, sku: z.string(), price: from(['charged'], money.optional(), ({ ours }) => ours) }));
  // @ts-expect-error the lines of an order are no orders
  viewOf<Pick<Order, 'lines'>>()('Order', () => ({ lines: listOf(orderView) }));
  expect(Object.keys(viewOf<Line>()('Line', () => ({ ...rest, sku: z.string(), charged: hide })).schema.shape)).toEqual(['sku']);
});
