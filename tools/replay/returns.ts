import type { PlannedOrder } from './planned-order.ts';
import type { Line } from './rules.ts';

/** What became of the lines that give goods back. A line that was split over several counts as `split` if all of it fitted, else as `partly`. */
export type ReturnCounts = Readonly<{ cancelled: number; fitted: number; split: number; partly: number; unfitted: number; adjustedUnits: number }>;

/** So many units of a line of an order are given back. */
type Given = Readonly<{ line: number; quantity: number }>;

/** What the replay does with the platform, one call each (a return of an order that was not handed over yet hands it over first). */
export type Step =
  | Readonly<{ does: 'place'; order: PlannedOrder }>
  | Readonly<{ does: 'cancel'; order: PlannedOrder; by: string }>
  | Readonly<{ does: 'return'; order: PlannedOrder; by: string; lines: readonly Given[] }>
  | Readonly<{ does: 'adjust'; by: string; lines: ReadonlyArray<Readonly<{ sku: string; key: string; delta: number }>> }>;

/** Finds, for what the file gives back, the orders that it was sold on. It is told of sales and cancellations in the file's order. */
type Returner = Readonly<{ sold(order: PlannedOrder): void; take(lines: readonly Line[]): readonly Step[]; counts(): ReturnCounts }>;

/** An order line and what of it is still with the customer. */
type Open = { readonly order: PlannedOrder; readonly line: number; left: number };

/**
 * A cancellation that mirrors a whole earlier order of its customer (the same articles in the same quantities), of which nothing was given back yet, cancels
 * the latest such order. Any other line goes back on the latest earlier line of the same customer and article of which as much is left; if none is, it is split
 * over what is left of them, latest first; what fits none is a stock adjustment. A customer who is not named is nobody's same customer.
 */
export function returner(): Returner {
  const open = new Map<string, Open[]>();
  const orders = new Map<string, PlannedOrder[]>();
  const touched = new Set<PlannedOrder>();
  const counts = { cancelled: 0, fitted: 0, split: 0, partly: 0, unfitted: 0, adjustedUnits: 0 };

  const sold = (order: PlannedOrder): void => {
    if (order.customer === '') return;
    append(orders, order.customer, order);
    for (const { line, key, quantity } of order.lines) append(open, `${order.customer}/${key}`, { order, line, left: quantity });
  };

  const cancel = (order: PlannedOrder, by: string, lines: number): Step => {
    touched.add(order);
    for (const { key } of order.lines) for (const line of open.get(`${order.customer}/${key}`) ?? []) if (line.order === order) line.left = 0;
    counts.cancelled += lines;
    return { does: 'cancel', order, by };
  };

  const giveBack = (line: Line, given: Map<PlannedOrder, Map<number, number>>): number => {
    const parts = partsOf(open.get(`${line.customer}/${line.key}`) ?? [], line.quantity);
    for (const { from, quantity } of parts) {
      from.left -= quantity;
      touched.add(from.order);
      const lines = given.get(from.order) ?? new Map<number, number>();
      given.set(from.order, lines.set(from.line, (lines.get(from.line) ?? 0) + quantity));
    }
    const over = parts.reduce((left, { quantity }) => left - quantity, line.quantity);
    counts[parts.length === 0 ? 'unfitted' : over > 0 ? 'partly' : parts.length > 1 ? 'split' : 'fitted'] += 1;
    counts.adjustedUnits += over;
    return over;
  };

  const take = (lines: readonly Line[]): readonly Step[] => {
    const [first] = lines;
    if (first === undefined) return [];
    const by = first.invoice;
    const mirrored = orders.get(first.customer)?.findLast((order) => !touched.has(order) && mirrors(order, lines));
    if (mirrored !== undefined) return [cancel(mirrored, by, lines.length)];
    const given = new Map<PlannedOrder, Map<number, number>>();
    const adjusted = lines.map((line) => ({ sku: line.sku, key: line.key, delta: giveBack(line, given) })).filter(({ delta }) => delta > 0);
    const returns = [...given].map(([order, parts]): Step => ({
      does: 'return',
      order,
      by,
      lines: [...parts].map(([line, quantity]) => ({ line, quantity })),
    }));
    return adjusted.length === 0 ? returns : [...returns, { does: 'adjust', by, lines: adjusted }];
  };

  return { sold, take, counts: () => ({ ...counts }) };
}

function partsOf(lines: readonly Open[], quantity: number): ReadonlyArray<Readonly<{ from: Open; quantity: number }>> {
  const whole = lines.findLast(({ left }) => left >= quantity);
  if (whole !== undefined) return [{ from: whole, quantity }];
  let wanted = quantity;
  return lines.toReversed().flatMap((from) => {
    const part = Math.min(wanted, from.left);
    wanted -= part;
    return part > 0 ? [{ from, quantity: part }] : [];
  });
}

type Goods = ReadonlyArray<Readonly<{ key: string; quantity: number }>>;
const goods = (lines: Goods): string =>
  lines
    .map(({ key, quantity }) => `${key} ${quantity}`)
    .toSorted()
    .join('\n');
const mirrors = (order: PlannedOrder, lines: Goods): boolean => order.lines.length === lines.length && goods(order.lines) === goods(lines);

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
