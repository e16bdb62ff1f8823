import { reasonNames } from '@noren/inventory-contract/reasons';
import { Refusal } from '@noren/kernel';
import { nextCursorOf } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import type { Contexts } from './ports.ts';
import { type Decided, decided } from './lines.ts';
import { SoldBy } from './item-lines.ts';
import { level, lineSku, linesOf, onHand } from './schemas.ts';
import { warnOfSkus } from './warnings.ts';

const WAYS = 'damaged and sold_elsewhere only take away, received and return only add, counted does either';

const expectedVersion = z
  .int()
  .min(0)
  .optional()
  .describe('The line is refused unless the level still has this version; 0: unless the shop has never held the article');

const soldBy = SoldBy.optional().describe(
  'What the quantity is meant in: the line is refused where the article is counted in another unit by now. Where it is missing, whatever it is counted in',
);

export const SetStock = z
  .strictObject({
    lines: linesOf(
      z
        .strictObject({
          sku: lineSku,
          onHand: onHand.describe('Pieces, or grams where sold by weight'),
          expectedOnHand: level
            .optional()
            .describe('What was on hand as the count began, 0 where the shop never held the article: the line is refused where something came or went since'),
          expectedVersion,
          soldBy,
        })
        .meta({ id: 'CountedLine' }),
    ),
    reason: z.enum(reasonNames).optional().describe(`counted where it is missing; ${WAYS}`),
  })
  .meta({ id: 'SetStock' });

export const AdjustStock = z
  .strictObject({
    lines: linesOf(
      z
        .strictObject({
          sku: lineSku,
          delta: level.describe('What came (positive) or went (negative)'),
          reason: z.enum(reasonNames).describe(WAYS),
          expectedVersion,
          soldBy,
        })
        .meta({ id: 'AdjustmentLine' }),
    ),
  })
  .meta({ id: 'AdjustStock' });

export const StockLevel = z
  .strictObject({
    sku: z.string(),
    onHand: z.int(),
    reserved: z.int().describe('Promised to orders, not handed over yet'),
    safety: z.int().describe('Kept back from being promised'),
    short: z.int().describe('What the shelf lacks of what was promised'),
    available: z.int().describe('What may still be promised'),
    version: z.int().describe('Counts what has moved it, orders included'),
  })
  .meta({ id: 'StockLevel' });
type StockLevel = Readonly<z.infer<typeof StockLevel>>;

/** What was counted on the shelf: it applies, unless its line names what the level is no more, and its answer tells what is short. */
export async function setStock(contexts: Contexts, merchantId: string, shopId: string, { lines, reason = 'counted' }: z.infer<typeof SetStock>) {
  return moved(contexts, merchantId, lines, await contexts.inventory.setStock({ shopId, lines, reason }));
}

/** What came or went: it happened, so it applies, unless its line names what the level is no more. */
export async function adjustStock(contexts: Contexts, merchantId: string, shopId: string, { lines }: z.infer<typeof AdjustStock>) {
  return moved(contexts, merchantId, lines, await contexts.inventory.adjustStock({ shopId, lines }));
}

/** What became of lines of stock, and which of them name what the catalogue does not know. */
async function moved({ inventory, items }: Contexts, merchantId: string, lines: readonly Readonly<{ sku: string }>[], accepted: Accepted): Promise<Decided> {
  const skus = lines.map(({ sku }) => sku);
  const { answer, ...rest } = await decided('inventory', inventory, accepted, skus);
  return { ...rest, answer: { ...answer, lines: [...(await warnOfSkus(items, merchantId, { lines, answers: answer.lines }))] } };
}

/** A page of a shop's stock in SKU order. */
export async function listStock({ inventory }: Contexts, shopId: string, cursor: string, limit: number) {
  const { levels, nextPageToken } = await inventory.listStock({ shopId, pageSize: limit, pageToken: cursor, low: false, skuPrefix: '' });
  return {
    lines: levels.map(shown),
    ...nextCursorOf(nextPageToken),
  };
}

/** What a shop holds of one article, in whatever spelling; refused where it never held it. */
export async function levelOf({ inventory }: Contexts, shopId: string, sku: string): Promise<StockLevel> {
  const { levels } = await inventory.getStock({ shopId, skus: [sku] });
  const [found] = levels;
  if (!found) throw new Refusal('not_found', 'article_not_found', `the shop has never held ${sku}`, 'sku');
  return shown(found);
}

const shown = ({ sku, onHand, reserved, safety, short, available, version }: StockLevel): StockLevel => ({
  ...{ sku, onHand, reserved, safety, short, available, version },
});
