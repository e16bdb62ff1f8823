import { isKeptSku, SKU_FORM } from '@noren/item-contract/sku';
import { isId, isOneLine, isSeen, lineOf, type Money, SEEN } from '@noren/kernel';
import { limits } from '@noren/order-contract/limits';
import { refusal } from '@noren/order-contract/refusals';
import type { PlaceLine, Reason } from './order.ts';

/*
 * The API refuses the same, with the same code (`invalid_request`), before it is logged. What is checked here has come another way.
 */

/** Order ids are told apart from other holders of stock by how they begin. */
export const isOrderId = (id: string): boolean => /^ord_[A-Za-z0-9_-]{1,60}$/.test(id);

export function checkIds(orderId: string, shopId: string): void {
  if (!isOrderId(orderId)) throw refusal('invalid_request', 'orderId', 'must be ord_ and 1 to 60 letters, digits, hyphens and underscores');
  if (!isId(shopId)) throw refusal('invalid_request', 'shopId', 'must be 1 to 64 letters, digits, hyphens and underscores');
}

export function checkText(text: string, max: number, field: string): void {
  if (!isOneLine(text, max)) throw refusal('invalid_request', field, lineOf(max));
}

/** What others call an order they get back as it is: all of it can be seen. */
export function checkExternalId(externalId: string): void {
  checkText(externalId, limits.externalIdCharacters, 'externalId');
  if (!isSeen(externalId)) throw refusal('invalid_request', 'externalId', SEEN);
}

export function checkLineCount(lines: readonly unknown[]): void {
  if (lines.length === 0 || lines.length > limits.linesAnOrder) throw refusal('invalid_request', 'lines', `must be 1 to ${limits.linesAnOrder}`);
}

export function checkQuantity(quantity: number, field: string): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > limits.lineQuantity)
    throw refusal('invalid_request', field, `must be a whole number from 1 to ${limits.lineQuantity}`);
}

export function checkPlaceLines(lines: readonly PlaceLine[]): void {
  checkLineCount(lines);
  for (const [at, { sku, quantity }] of lines.entries()) {
    if (!isKeptSku(sku)) throw refusal('invalid_request', `lines.${at}.sku`, SKU_FORM);
    checkQuantity(quantity, `lines.${at}.quantity`);
  }
}

/** What was charged is an amount in the shop's currency. */
export function checkCharged(lines: readonly PlaceLine[], currency: string): void {
  for (const [at, { unitPrice }] of lines.entries()) if (unitPrice) checkPrice(unitPrice, currency, `lines.${at}.unitPrice`);
}

function checkPrice(price: Money, currency: string, field: string): void {
  if (!Number.isSafeInteger(price.amount) || price.amount < 0 || price.amount > limits.price)
    throw refusal('invalid_request', `${field}.amount`, `must be a whole number of minor units from 0 to ${limits.price}`);
  if (price.currency !== currency) throw refusal('currency', `${field}.currency`, `the shop sells in ${currency}`);
}

export function checkDeadline(decideWithinS: number): void {
  if (!Number.isSafeInteger(decideWithinS) || decideWithinS < 0 || decideWithinS > limits.decideWithinS)
    throw refusal('invalid_request', 'decideWithinS', `must be 1 to ${limits.decideWithinS} seconds, or 0 for the usual time`);
}

export function checkPreparation(readyInMinutes: number): void {
  if (!Number.isSafeInteger(readyInMinutes) || readyInMinutes < 0 || readyInMinutes > limits.readyInMinutes)
    throw refusal('invalid_request', 'readyInMinutes', `must be 0 (not said) to ${limits.readyInMinutes} minutes`);
}

/** At least one reason; each has a code that programs can tell apart, and a text for people. */
export function checkReasons(reasons: readonly Reason[]): void {
  if (reasons.length === 0) throw refusal('invalid_request', 'reasons', 'must say why');
  for (const [at, { code, message }] of reasons.entries()) {
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(code)) throw refusal('invalid_request', `reasons.${at}.code`, 'must be 1 to 64 small letters, digits and underscores');
    checkText(message, limits.reasonCharacters, `reasons.${at}.message`);
  }
}
