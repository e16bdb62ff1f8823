import { limits as inventory } from '@noren/inventory-contract/limits';
import { limits as item } from '@noren/item-contract/limits';
import { isKeptSku, SKU_FORM, SKU_IN_DOCUMENTS } from '@noren/item-contract/sku';
import { anyText } from '@noren/service-kit';
import { z } from 'zod';

/** What requests are made of. Whether a value makes sense (a GTIN's check digit, a currency, a text) the contexts decide, line by line. */
export const sku = z.string().refine(isKeptSku, SKU_FORM).meta(SKU_IN_DOCUMENTS);
/** Of one line of many: a wrong one costs its line. */
export const lineSku = anyText.describe(`1 to ${item.skuCharacters} visible characters, kept as typed; compared without regard to case and width`);
export const shopId = z
  .string()
  .min(1)
  .max(item.idCharacters)
  .regex(/^[\w-]+$/, 'must be an id');
export const orderId = shopId;
const IN_MINOR_UNITS = 'Integer minor units by ISO 4217: pence, fillér (HUF has two decimals), yen';
const currency = z.string().length(3);
const AMOUNT_FORM = 'must be a whole number of minor units, such as 750 for 7.50 GBP';
/** What a merchant may ask for one piece. */
export const Price = z
  .strictObject(
    // Item refuses what is beyond, as `price`.
    { amount: z.int(AMOUNT_FORM).meta({ description: IN_MINOR_UNITS, minimum: 0, maximum: item.price }), currency: anyText.describe('ISO 4217, in capitals') },
    'must be an amount in minor units and its currency, such as {"amount": 750, "currency": "GBP"} for 7.50 GBP',
  )
  .meta({ id: 'Price' });
/** What an answer says: a total of many prices goes beyond what one may be. */
export const Money = z.strictObject({ amount: z.int().describe(IN_MINOR_UNITS), currency }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;
export const level = z.int().min(-inventory.quantity).max(inventory.quantity);
/** What can be counted on a shelf. */
export const onHand = z.int().min(0).max(inventory.quantity);

const LINES_A_CALL = Math.min(item.linesACall, inventory.linesACall);
export const linesOf = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(LINES_A_CALL);

/** What became of one line of a call. */
export const LineAnswer = z
  .strictObject({
    line: z.int().describe('1 for the first'),
    sku: z.string().optional().describe('Missing where an operation is asked for again: it knows its lines by number'),
    status: z.enum(['done', 'refused', 'failed', 'pending']),
    error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }).optional(),
    warning: z
      .strictObject({ code: z.string(), message: z.string(), field: z.string().optional() })
      .optional()
      .describe('The line stands all the same: gtin_twice (other items bear its GTIN) or unknown_sku (no item has the SKU whose stock it changed)'),
    result: z.record(z.string(), z.unknown()).optional().describe('What the decision tells: levels reached, ids made'),
  })
  .meta({ id: 'LineAnswer' });
export type LineAnswer = z.infer<typeof LineAnswer>;

/** What became of a call of many lines. */
export const LinesAnswer = z
  .strictObject({
    operationId: z.string(),
    lines: z.array(LineAnswer),
  })
  .meta({ id: 'LinesAnswer' });
export type LinesAnswer = z.infer<typeof LinesAnswer>;
