import type { Plan } from './plan.ts';
import type { PlannedOrder } from './planned-order.ts';
import type { Step } from './returns.ts';

/** Stock of one article, by the platform's words. */
export type Level = Readonly<{ onHand: number; reserved: number }>;

/** One order as it must be at the end. Money in pence. Lines in order; `key` is the folded SKU. */
export type OrderState = Readonly<{
  status: string;
  total: number;
  lines: ReadonlyArray<Readonly<{ line: number; key: string; quantity: number; returned: number; unitPrice: number; total: number }>>;
}>;

/** Stock by folded SKU, orders by invoice number. */
export type State = Readonly<{ stock: ReadonlyMap<string, Level>; orders: ReadonlyMap<string, OrderState> }>;

/**
 * What the platform must say at the end, from the file alone. `opened` is the stock at the start: what was set, and what earlier runs hold reserved.
 * An order is confirmed and holds its goods; cancelled it holds none; from its first return on it is handed over and its goods are off the shelf,
 * less what came back.
 */
export function expectedOf(plan: Plan, opened: ReadonlyMap<string, Level>): State {
  const stock = new Map(opened);
  const orders = new Map<string, OrderState>();
  const move = (key: string, onHand: number, reserved: number): void => {
    const level = stock.get(key) ?? { onHand: 0, reserved: 0 };
    stock.set(key, { onHand: level.onHand + onHand, reserved: level.reserved + reserved });
  };
  for (const step of plan.steps) apply(step, orders, move);
  return { stock, orders };
}

type Move = (key: string, onHand: number, reserved: number) => void;

function apply(step: Step, orders: Map<string, OrderState>, move: Move): void {
  if (step.does === 'adjust') {
    for (const { key, delta } of step.lines) move(key, delta, 0);
    return;
  }
  const { invoice } = step.order;
  if (step.does === 'place') {
    orders.set(invoice, placed(step.order));
    for (const { key, quantity } of step.order.lines) move(key, 0, quantity);
    return;
  }
  const order = orders.get(invoice);
  if (order === undefined) throw new Error(`${step.by} comes before ${invoice}`);
  if (step.does === 'cancel') {
    orders.set(invoice, { ...order, status: 'cancelled' });
    for (const { key, quantity } of order.lines) move(key, 0, -quantity);
    return;
  }
  if (order.status === 'confirmed') for (const { key, quantity } of order.lines) move(key, -quantity, -quantity);
  const back = new Map(step.lines.map(({ line, quantity }) => [line, quantity]));
  for (const { line, key } of order.lines) move(key, back.get(line) ?? 0, 0);
  orders.set(invoice, {
    ...order,
    status: 'handed_over',
    lines: order.lines.map((line) => ({ ...line, returned: line.returned + (back.get(line.line) ?? 0) })),
  });
}

const placed = ({ lines }: PlannedOrder): OrderState => ({
  status: 'confirmed',
  total: lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0),
  lines: lines.map(({ line, key, quantity, unitPrice }) => ({ line, key, quantity, returned: 0, unitPrice, total: quantity * unitPrice })),
});
