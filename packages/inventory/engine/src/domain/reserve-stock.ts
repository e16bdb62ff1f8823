import { epochMilliseconds, foldText } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { movedLines, stockOf } from './shelf.ts';
import { type CommandHandler, available, holdKey, stockKey, type StockLine } from './stock.ts';
import { checkHolder, checkLines, isHolder, isShelf } from './validation.ts';

/** All lines or none, within what is available. Lines of one article, however spelled, are added up first. A holder is used once. */
export const reserveStock: CommandHandler<'ReserveStock'> = {
  reads: ({ shopId, holder, lines }) => ({
    hold: isHolder(shopId, holder) ? [holdKey(shopId, holder)] : [],
    stock: lines.filter(({ sku }) => isShelf(shopId, sku)).map(({ sku }) => stockKey(shopId, sku)),
  }),
  decide(view, { shopId, holder, lines, expiresAt }, { now }) {
    checkHolder(shopId, holder);
    checkLines(shopId, lines);
    const expires = expiresAt === undefined ? {} : { expiresAt: expiry(expiresAt, now) };
    const hold = view.hold(holdKey(shopId, holder));
    if (hold) throw refusal('holder_used', 'holder');

    const wanted = addedUp(lines).map((line) => ({ ...line, stock: stockOf(view, shopId, line.sku) }));
    const short = wanted.flatMap(({ sku, quantity, stock }) => (quantity > available(stock) ? [{ sku, quantity, available: available(stock) }] : []));
    if (short.length > 0) return [{ type: 'StockShort', shopId, holder, short }];
    const reserved = wanted.map(({ quantity, stock }) => ({ sku: stock.sku, quantity }));
    return [{ type: 'StockReserved', shopId, holder, lines: reserved, ...expires, levels: movedLines(view, shopId, reserved, { reserved: 1 }) }];
  },
};

/** One line an article, in the spelling and at the place where it was named first. */
function addedUp(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, StockLine>();
  for (const { sku, quantity } of lines) {
    const article = foldText(sku);
    const before = sums.get(article);
    sums.set(article, { sku: before?.sku ?? sku, quantity: (before?.quantity ?? 0) + quantity });
  }
  return [...sums.values()];
}

/** An instant to come, in the one form that is stored: UTC, milliseconds. */
function expiry(expiresAt: string, now: string): string {
  const at = epochMilliseconds(expiresAt);
  if (at === undefined || at <= Date.parse(now)) throw refusal('expiry', 'expiresAt');
  return new Date(at).toISOString();
}
