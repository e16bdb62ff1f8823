import { limits as inventory } from '@noren/inventory-contract/limits';
import { limits as item } from '@noren/item-contract/limits';
import { isSku, SKU_FORM } from '@noren/item-contract/sku';
import { z } from 'zod';

const printable = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;
const UNPRINTABLE = 'must not contain control or invisible characters';

/** What requests are made of. Whether a value makes sense (a GTIN's check digit, a currency) the contexts decide, line by line. */
export const text = (max: number) => z.string().max(max).regex(printable, UNPRINTABLE);
export const sku = z.string().refine(isSku, SKU_FORM).meta({ minLength: 1, maxLength: item.skuCharacters });
export const shopId = z
  .string()
  .min(1)
  .max(item.idCharacters)
  .regex(/^[\w-]+$/, 'must be an id');
export const orderId = shopId;
const IN_MINOR_UNITS = 'Integer minor units by ISO 4217: pence, fillér (HUF has two decimals), yen';
const currency = z.string().length(3);
/** What a merchant may ask for one piece. */
export const Price = z.strictObject({ amount: z.int().min(0).max(item.price).describe(IN_MINOR_UNITS), currency }).meta({ id: 'Price' });
/** What an answer says: a total of many prices goes beyond what one may be. */
export const Money = z.strictObject({ amount: z.int().describe(IN_MINOR_UNITS), currency }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;
export const level = z.int().min(-inventory.quantity).max(inventory.quantity);

const LINES_A_CALL = Math.min(item.linesACall, inventory.linesACall);
export const linesOf = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(LINES_A_CALL);

/** What became of one line of a call. */
export const LineAnswer = z
  .strictObject({
    line: z.int().describe('1 for the first'),
    sku: z.string().optional().describe('Missing where an operation is asked for again: it knows its lines by number'),
    status: z.enum(['done', 'refused', 'failed', 'pending']),
    error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }).optional(),
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
