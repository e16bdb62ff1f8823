import { foldText, type Money, Refusal } from '@noren/kernel';
import type { PlaceLine, Reason } from './order.ts';

/** The largest quantity of one line, so that Inventory can add up any order. */
const mostOfALine = 1_000_000_000;
/** What one commit can carry. */
const mostLines = 5_000;
const longestDeadlineS = 7 * 24 * 3_600;
const longestPreparation = 7 * 24 * 60;

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const isOneLine = (text: string, max: number): boolean => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && text.length <= max;

/** Order ids are told apart from other holders of stock by how they begin. */
export const isOrderId = (id: string): boolean => /^ord_[A-Za-z0-9_-]{1,60}$/.test(id);
export const isShopId = (id: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(id);
export const isSku = (sku: string): boolean => sku.length <= 128 && !unseen.test(sku) && foldText(sku) !== '';

export function checkIds(orderId: string, shopId: string): void {
  if (!isOrderId(orderId)) throw new Refusal('invalid', 'id', 'an order id is ord_ and 1 to 60 letters, digits, hyphens and underscores', 'orderId');
  if (!isShopId(shopId)) throw new Refusal('invalid', 'id', 'an id is 1 to 64 letters, digits, hyphens and underscores', 'shopId');
}

export function checkText(text: string, max: number, field: string): void {
  if (!isOneLine(text, max)) throw new Refusal('invalid', 'text', `at most ${max} characters on one line`, field);
}

export function checkLineCount(lines: readonly unknown[]): void {
  if (lines.length === 0 || lines.length > mostLines) throw new Refusal('invalid', 'lines', `1 to ${mostLines} lines`, 'lines');
}

export function checkQuantity(quantity: number, field: string): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > mostOfALine)
    throw new Refusal('invalid', 'quantity', `a quantity is a whole number from 1 to ${mostOfALine}`, field);
}

export function checkPlaceLines(lines: readonly PlaceLine[]): void {
  checkLineCount(lines);
  for (const [at, { sku, quantity }] of lines.entries()) {
    if (!isSku(sku)) throw new Refusal('invalid', 'sku', 'a SKU is 1 to 64 visible characters', `lines.${at}.sku`);
    checkQuantity(quantity, `lines.${at}.quantity`);
  }
}

/** What was charged is an amount in the shop's currency. */
export function checkCharged(lines: readonly PlaceLine[], currency: string): void {
  for (const [at, { unitPrice }] of lines.entries()) if (unitPrice) checkPrice(unitPrice, currency, `lines.${at}.unitPrice`);
}

function checkPrice(price: Money, currency: string, field: string): void {
  if (!Number.isSafeInteger(price.amount) || price.amount < 0)
    throw new Refusal('invalid', 'price', 'a price is a whole number of minor units, 0 or more', `${field}.amount`);
  if (price.currency !== currency) throw new Refusal('invalid', 'currency', `the shop's prices are in ${currency}`, `${field}.currency`);
}

export function checkDeadline(decideWithinS: number): void {
  if (!Number.isSafeInteger(decideWithinS) || decideWithinS < 0 || decideWithinS > longestDeadlineS)
    throw new Refusal('invalid', 'deadline', `a decision takes 1 to ${longestDeadlineS} seconds`, 'decideWithinS');
}

export function checkPreparation(readyInMinutes: number): void {
  if (!Number.isSafeInteger(readyInMinutes) || readyInMinutes < 0 || readyInMinutes > longestPreparation)
    throw new Refusal('invalid', 'ready_in_minutes', `an order is ready in 0 to ${longestPreparation} minutes`, 'readyInMinutes');
}

/** At least one reason; each has a code that programs can tell apart, and a text for people. */
export function checkReasons(reasons: readonly Reason[]): void {
  if (reasons.length === 0) throw new Refusal('invalid', 'reason', 'a rejection says why', 'reasons');
  for (const [at, { code, message }] of reasons.entries()) {
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(code))
      throw new Refusal('invalid', 'reason', 'a reason is 1 to 64 small letters, digits and underscores', `reasons.${at}.code`);
    checkText(message, 500, `reasons.${at}.message`);
  }
}
