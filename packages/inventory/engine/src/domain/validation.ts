import { isId } from '@noren/kernel';
import { limits } from '@noren/inventory-contract/limits';
import { fitsReason, reasonNames } from '@noren/inventory-contract/reasons';
import { refusal } from '@noren/inventory-contract/refusals';
import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import type { StockLine } from './stock.ts';

export const isShelf = (shopId: string, sku: string): boolean => isId(shopId) && isKeptSku(sku);
export const isHolder = (shopId: string, holder: string): boolean => isId(shopId) && isId(holder);

/** The API refuses the same with the same code (`invalid_request`) before it is logged; what is checked here has come another way. */
/** Refuses what cannot name an article of a shop. Nothing is looked up under such a name. */
export function checkShelf(shopId: string, sku: string, field = 'sku'): void {
  checkId(shopId, 'shopId');
  if (!isKeptSku(sku)) throw refusal('invalid_request', field, SKU_FORM);
}

export function checkHolder(shopId: string, holder: string): void {
  checkId(shopId, 'shopId');
  checkId(holder, 'holder');
}

function checkId(id: string, field: string): void {
  if (!isId(id)) throw refusal('invalid_request', field, 'must be 1 to 64 letters, digits, hyphens and underscores');
}

/** A whole number from `least` up. */
export function checkQuantity(quantity: number, least: number, field: string): void {
  if (!Number.isSafeInteger(quantity) || quantity < least || quantity > limits.quantity)
    throw refusal('invalid_request', field, `must be a whole number from ${least} to ${limits.quantity}`);
}

export function checkLines(shopId: string, lines: readonly StockLine[]): void {
  if (lines.length === 0 || lines.length > limits.linesAReservation)
    throw refusal('invalid_request', 'lines', `a reservation has 1 to ${limits.linesAReservation}`);
  for (const [at, { sku, quantity }] of lines.entries()) {
    checkShelf(shopId, sku, `lines.${at}.sku`);
    checkQuantity(quantity, 1, `lines.${at}.quantity`);
  }
}

/** A reason for which stock may be changed by hand, and goes the way that it does. `field`: what says how much. */
export function checkReason(reason: string, delta: number, field: string): void {
  const known = reasonNames.find((one) => one === reason);
  if (known === undefined) throw refusal('invalid_request', 'reason', `must be one of ${reasonNames.join(', ')}`);
  if (!fitsReason(known, delta)) throw refusal('reason_direction', field, `${known} with ${delta > 0 ? '+' : ''}${delta}`);
}
