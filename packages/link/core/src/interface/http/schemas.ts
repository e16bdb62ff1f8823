import { limits as item } from '@noren/item-contract/limits';
import { isKeptSku, SKU_FORM, SKU_IN_DOCUMENTS } from '@noren/item-contract/sku';
import { limits as order } from '@noren/order-contract/limits';
import { line, seenLine } from '@noren/service-kit';
import { z } from 'zod';

/** What requests are made of. Bounds keep nonsense out; the contexts decide the rest. */
export const id = z
  .string()
  .min(1)
  .max(item.idCharacters)
  .regex(/^[\w-]+$/, 'must be an id');
export const sku = z.string().refine(isKeptSku, SKU_FORM).meta(SKU_IN_DOCUMENTS);
export const quantity = z.int().min(1).max(order.lineQuantity).describe('Pieces, or grams where the item is sold by weight');
export const reason = line(order.reasonCharacters);
export const externalId = seenLine(order.externalIdCharacters);

const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code');
const IN_MINOR_UNITS = 'Integer minor units by ISO 4217: pence, fillér (HUF has two decimals), yen';

/** What a caller may say that one piece costs. */
export const price = z.strictObject({ amount: z.int().min(0).max(order.price).describe(IN_MINOR_UNITS), currency }).meta({ id: 'Price' });
/** What an answer says: a total of many prices goes beyond what one may be. */
export const money = z.strictObject({ amount: z.int().describe(IN_MINOR_UNITS), currency }).meta({ id: 'Money' });

/** In an answer to a read that was sent a `Noren-Position`. */
export const stale = z.boolean().optional().describe('true: Noren-Position has not been heard yet; else it is missing');

export const instant = z.string().meta({ format: 'date-time' });
