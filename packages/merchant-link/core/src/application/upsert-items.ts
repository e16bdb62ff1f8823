import { limits } from '@noren/item-contract/limits';
import { type Filed, fileByPath } from '@noren/merchant-link-files';
import { z } from 'zod';
import type { Contexts } from './ports.ts';
import { decided, linesAnswer, positionsOf, waited } from './lines.ts';
import { type LinesAnswer, linesOf, Price, sku, text } from './schemas.ts';

const ItemLine = z
  .strictObject({
    sku: sku.describe('Kept as typed; compared without regard to case and width'),
    gtin: text(14).optional().describe('GTIN-8, -12, -13 or -14'),
    names: z.record(z.string().max(limits.languageCharacters), text(limits.nameCharacters)).describe('By language (BCP 47), at least one'),
    price: Price.describe('Of one piece, or of a kilogram where sold by weight'),
    taxClass: z.enum(['standard', 'reduced', 'zero', 'exempt']).optional().describe('standard where it is missing'),
    status: z.enum(['draft', 'published']).optional().describe('As it was where it is missing; a new item is published'),
    soldBy: z.enum(['piece', 'weight']).optional().describe('As it was where it is missing; a new item is sold by piece'),
    imageUrls: z.array(z.string().max(limits.imageUrlCharacters)).max(limits.images).optional(),
    category: text(500).optional().describe('Where it is filed: names from the root down, as in "Garden > Pots"; made where missing. Empty takes it out'),
    expectedVersion: z.int().min(0).optional().describe('Refused unless the item still has this version; 0: unless it is new'),
  })
  .meta({ id: 'ItemLine' });
type ItemLine = z.infer<typeof ItemLine>;

export const UpsertItems = z.strictObject({ lines: linesOf(ItemLine) }).meta({ id: 'UpsertItems' });

/** Creates or replaces a merchant's items by SKU and files them under their categories; an answer a line. */
export async function upsertItems(contexts: Contexts, merchantId: string, lines: readonly ItemLine[], idempotencyKey: string) {
  const accepted = await contexts.items.upsertItems({ merchantId, lines: lines.map(toData) });
  const filed: Filed[] = lines.flatMap(({ sku, category }) => (category === undefined ? [] : [{ sku, category }]));
  const filing = filed.length > 0 ? await fileByPath(contexts.categories, merchantId, filed, idempotencyKey) : undefined;
  const skus = lines.map(({ sku }) => sku);
  const items = await decided('item', contexts.items, accepted, skus);
  if (!filing) return items;
  const operation = await waited(contexts.categories, filing.operationId);
  const filings = linesAnswer(
    'category',
    operation,
    filed.map(({ sku }) => sku),
  );
  return { ...items, answer: withFilings(items.answer, filings), positions: [...items.positions, ...positionsOf(operation)] };
}

/** An item whose filing was refused says so, though the item itself stands. */
function withFilings(items: LinesAnswer, filings: LinesAnswer): LinesAnswer {
  const troubles = new Map(filings.lines.filter(({ status }) => status !== 'done').map((line) => [line.sku, line]));
  const lines = items.lines.map((line) => {
    const trouble = troubles.get(line.sku);
    return trouble && line.status === 'done'
      ? { ...line, status: trouble.status, ...(trouble.error ? { error: { ...trouble.error, field: 'category' } } : {}) }
      : line;
  });
  return { ...items, lines };
}

const toData = ({ sku, gtin, names, price, taxClass, status, soldBy, imageUrls = [], expectedVersion }: ItemLine) => ({
  sku,
  gtin,
  names: Object.entries(names).map(([language, text]) => ({ language, text })),
  price,
  taxClass: taxClass ?? '',
  status: status ?? '',
  imageUrls,
  soldBy: soldBy ?? '',
  expectedVersion,
});
