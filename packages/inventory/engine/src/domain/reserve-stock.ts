import { epochMilliseconds, foldText } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { movedLines, stockOf } from './shelf.ts';
import { type CommandHandler, available, holdKey, type Stock, stockKey, type StockLine } from './stock.ts';
import { isInUnit } from './unit.ts';
import { checkHolder, checkLines, isHolder, isShelf } from './validation.ts';

/** All lines or none, within what is available in the unit that each line means. Lines of one article, however spelled, are added up first. A holder is used once. */
export const reserveStock: CommandHandler<'ReserveStock'> = {
  reads: ({ shopId, holder, lines }) => ({
    hold: isHolder(shopId, holder) ? [holdKey(shopId, holder)] : [],
    ...shelvesOf(shopId, lines),
  }),
  decide(view, { shopId, holder, lines, expiresAt }, { now }) {
    checkHolder(shopId, holder);
    checkLines(shopId, lines);
    const expires = expiresAt === undefined ? {} : { expiresAt: expiry(expiresAt, now) };
    const hold = view.hold(holdKey(shopId, holder));
    if (hold) throw refusal('holder_used', 'holder');

    const wanted = addedUp(lines).map((line) => ({ ...line, stock: stockOf(view, shopId, line.sku) }));
    // Of what is counted in another unit by now there is nothing in the one that is wanted.
    const strange = new Set(lines.filter(({ sku, soldBy }) => !isInUnit(view, shopId, sku, soldBy)).map(({ sku }) => foldText(sku)));
    const there = (stock: Stock): number => (strange.has(foldText(stock.sku)) ? 0 : available(stock));
    const short = wanted.flatMap(({ sku, quantity, stock }) => (quantity > there(stock) ? [{ sku, quantity, available: there(stock) }] : []));
    if (short.length > 0) return [{ type: 'StockShort', shopId, holder, short }];
    const reserved = wanted.map(({ quantity, stock }) => ({ sku: stock.sku, quantity }));
    return [{ type: 'StockReserved', shopId, holder, lines: reserved, ...expires, levels: movedLines(view, shopId, reserved, { reserved: 1 }) }];
  },
};

/** The records of the articles that lines name. */
function shelvesOf(shopId: string, lines: readonly StockLine[]): Readonly<{ stock: readonly string[]; unit: readonly string[] }> {
  const keys = lines.filter(({ sku }) => isShelf(shopId, sku)).map(({ sku }) => stockKey(shopId, sku));
  return { stock: keys, unit: keys };
}

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
