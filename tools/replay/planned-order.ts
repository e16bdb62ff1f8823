import type { Line } from './rules.ts';

/** A line of an order: `line` counts from 1 as the platform's lines do. */
type OrderLine = Readonly<{ line: number; sku: string; key: string; quantity: number; unitPrice: number }>;

/** An invoice with goods on it, placed as an order whose externalId is the invoice's number. */
export type PlannedOrder = Readonly<{ invoice: string; customer: string; lines: readonly OrderLine[] }>;

/** The order of an invoice's lines, in their order. A SKU that is on the invoice twice is on two lines of the order. */
export const orderOf = ({ invoice, customer }: Line, lines: readonly Line[]): PlannedOrder => ({
  invoice,
  customer,
  lines: lines.map(({ sku, key, quantity, price }, at) => ({ line: at + 1, sku, key, quantity, unitPrice: price })),
});
