import { articlesOf, type Article } from './articles.ts';
import { orderOf, type PlannedOrder } from './planned-order.ts';
import { returner, type ReturnCounts, type Step } from './returns.ts';
import type { Line } from './rules.ts';

/** All that a replay does, in the file's order, worked out from the file alone. */
export type Plan = Readonly<{ articles: readonly Article[]; orders: readonly PlannedOrder[]; steps: readonly Step[]; returns: ReturnCounts }>;

/** Makes the plan. With `limit` only the file's first so many orders are taken, and what is cancelled or given back before the next one. */
export function planOf(lines: readonly Line[], limit = Number.POSITIVE_INFINITY): Plan {
  const orders: PlannedOrder[] = [];
  const steps: Step[] = [];
  const taken: Line[] = [];
  const returns = returner();
  for (const invoice of invoicesOf(lines)) {
    const first = invoice[0];
    if (first === undefined) continue;
    const cancels = first.invoice.startsWith('C');
    if (!cancels && orders.length >= limit) break;
    taken.push(...invoice);
    if (cancels) {
      steps.push(...returns.take(invoice));
      continue;
    }
    const order = orderOf(first, invoice);
    orders.push(order);
    returns.sold(order);
    steps.push({ does: 'place', order });
  }
  return { articles: articlesOf(taken, orders), orders, steps, returns: returns.counts() };
}

/** Lines by invoice, each where its first line stands in the file. */
function invoicesOf(lines: readonly Line[]): Iterable<readonly Line[]> {
  const invoices = new Map<string, Line[]>();
  for (const line of lines) {
    const invoice = invoices.get(line.invoice);
    if (invoice === undefined) invoices.set(line.invoice, [line]);
    else invoice.push(line);
  }
  return invoices.values();
}
