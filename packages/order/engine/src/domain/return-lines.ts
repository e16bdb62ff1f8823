import type { Money } from '@noren/kernel';
import { limits } from '@noren/order-contract/limits';
import { refusal } from '@noren/order-contract/refusals';
import type { CommandHandler, OrderLine, ReturnedLine, ReturnLine } from './order.ts';
import { lineAmount } from './price-lines.ts';
import { statusAfter } from './states.ts';
import { nextEvent, theOrder, wholeOrderKeys } from './the-order.ts';
import { checkLineCount, checkQuantity, checkText } from './validation.ts';

/** Goods came back: so much of these lines, no more than was handed over. A line named twice is added up. */
export const returnLines: CommandHandler<'ReturnLines'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId, lines, restock, reason } = command;
    const order = theOrder(view, command);
    checkText(reason, limits.reasonCharacters, 'reason');
    checkLineCount(lines);
    // The command does not say who asks: whoever may cancel may return.
    const status = statusAfter(order, 'platform', 'return_lines');
    const ordered = new Map(view.lines(orderId)?.lines.map((line) => [line.line, line]));
    const returned = addedUp(lines).map(([requested, at]) => returnedLine(ordered.get(requested.line), requested, at));
    return [{ ...nextEvent('LinesReturned', order, status, now), lines: returned, restock, reason }];
  },
};

/** One entry a line, with the place in the command where it is named first. */
function addedUp(lines: readonly ReturnLine[]): (readonly [ReturnLine, number])[] {
  const sums = new Map<number, readonly [ReturnLine, number]>();
  for (const [at, { line, quantity }] of lines.entries()) {
    checkQuantity(quantity, `lines.${at}.quantity`);
    const [before, first] = sums.get(line) ?? [{ line, quantity: 0 }, at];
    sums.set(line, [{ line, quantity: before.quantity + quantity }, first]);
  }
  return [...sums.values()];
}

function returnedLine(ordered: OrderLine | undefined, { line, quantity }: ReturnLine, at: number): ReturnedLine {
  if (!ordered) throw refusal('line', `lines.${at}.line`);
  const left = ordered.quantity - ordered.returned;
  if (quantity > left) throw refusal('returned_too_many', `lines.${at}.quantity`, `${left} of line ${line} can still come back`);
  return { line, sku: ordered.sku, quantity, soldBy: ordered.soldBy, amount: refund(ordered, quantity, `lines.${at}`) };
}

/** What the returned part cost. Taken from the sums before and after, so that all parts of a line together cost what the line did, to the penny. */
function refund(line: OrderLine, quantity: number, field: string): Money {
  const { currency } = line.total;
  const [before, after] = [line.returned, line.returned + quantity].map((returned) => lineAmount(line, returned, currency, field).amount);
  return { amount: (after ?? 0) - (before ?? 0), currency };
}
