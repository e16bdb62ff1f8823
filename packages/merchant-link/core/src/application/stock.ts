import { nextCursorOf } from '@noren/service-kit';
import { z } from 'zod';
import type { Contexts } from './ports.ts';
import { decided } from './lines.ts';
import { level, linesOf, sku } from './schemas.ts';

const reasons = ['received', 'damaged', 'counted', 'return', 'sold_elsewhere'] as const;

export const SetStock = z
  .strictObject({
    lines: linesOf(z.strictObject({ sku, onHand: level.describe('Pieces, or grams where sold by weight') }).meta({ id: 'CountedLine' })),
    reason: z.enum(reasons).optional().describe('counted where it is missing'),
  })
  .meta({ id: 'SetStock' });

export const AdjustStock = z
  .strictObject({
    lines: linesOf(
      z.strictObject({ sku, delta: level.describe('What came (positive) or went (negative)'), reason: z.enum(reasons) }).meta({ id: 'AdjustmentLine' }),
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
  })
  .meta({ id: 'StockLevel' });

/** What was counted on the shelf: it always applies, and its answer tells what is short. */
export async function setStock({ inventory }: Contexts, shopId: string, { lines, reason = 'counted' }: z.infer<typeof SetStock>) {
  return decided(
    'inventory',
    inventory,
    await inventory.setStock({ shopId, lines, reason }),
    lines.map(({ sku }) => sku),
  );
}

/** What came or went: it happened, so it always applies. */
export async function adjustStock({ inventory }: Contexts, shopId: string, { lines }: z.infer<typeof AdjustStock>) {
  return decided(
    'inventory',
    inventory,
    await inventory.adjustStock({ shopId, lines }),
    lines.map(({ sku }) => sku),
  );
}

/** A page of a shop's stock in SKU order. */
export async function listStock({ inventory }: Contexts, shopId: string, cursor: string, limit: number) {
  const { levels, nextPageToken } = await inventory.listStock({ shopId, pageSize: limit, pageToken: cursor, low: false, skuPrefix: '' });
  return {
    lines: levels.map(({ sku, onHand, reserved, safety, short, available }) => ({ sku, onHand, reserved, safety, short, available })),
    ...nextCursorOf(nextPageToken),
  };
}
