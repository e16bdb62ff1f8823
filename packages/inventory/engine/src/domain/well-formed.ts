import { foldText, Refusal } from '@noren/kernel';
import type { StockLine } from './stock.ts';

/** The largest quantity that anybody may name, so that sums over any order stay exact integers. */
const most = 1_000_000_000_000;
/** What one commit can carry. */
const mostLines = 5_000;

/** What nobody sees, so that two SKUs could look alike and differ. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);
const isSku = (sku: string): boolean => sku.length <= 128 && !unseen.test(sku) && foldText(sku) !== '';

export const isShelf = (shopId: string, sku: string): boolean => isId(shopId) && isSku(sku);
export const isHolder = (shopId: string, holder: string): boolean => isId(shopId) && isId(holder);

/** Refuses what cannot name an article of a shop. Nothing is looked up under such a name. */
export function checkShelf(shopId: string, sku: string, field = 'sku'): void {
  checkId(shopId, 'shopId');
  if (!isSku(sku)) throw new Refusal('invalid', 'sku', 'a SKU is 1 to 64 visible characters', field);
}

export function checkHolder(shopId: string, holder: string): void {
  checkId(shopId, 'shopId');
  checkId(holder, 'holder');
}

function checkId(id: string, field: string): void {
  if (!isId(id)) throw new Refusal('invalid', 'id', 'an id is 1 to 64 letters, digits, hyphens and underscores', field);
}

/** A whole number, not absurdly large, from `least` up. */
export function checkQuantity(quantity: number, least: number, field: string): void {
  if (!Number.isSafeInteger(quantity) || quantity < least || quantity > most)
    throw new Refusal('invalid', 'quantity', `a quantity is a whole number from ${least} to ${most}`, field);
}

export function checkLines(shopId: string, lines: readonly StockLine[]): void {
  if (lines.length === 0 || lines.length > mostLines) throw new Refusal('invalid', 'lines', `a reservation has 1 to ${mostLines} lines`, 'lines');
  for (const [at, { sku, quantity }] of lines.entries()) {
    checkShelf(shopId, sku, `lines.${at}.sku`);
    checkQuantity(quantity, 1, `lines.${at}.quantity`);
  }
}

/** Why stock may be changed by hand. */
export const reasons = ['received', 'damaged', 'counted', 'return', 'sold_elsewhere'] as const;

export function checkReason(reason: string): void {
  if (!reasons.some((known) => known === reason)) throw new Refusal('invalid', 'reason', `a reason is one of ${reasons.join(', ')}`, 'reason');
}
