import { createHash } from 'node:crypto';
import { foldText } from '@noren/kernel';
import { pathsOf, placesIn } from '@noren/merchant-link-files';
import { Unavailable } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { FileProblem, ImportTarget, CurrentItem } from '../application/ports.ts';
import { toData, toItem } from './catalogue.ts';
import type { Contexts } from './contexts.ts';
import { outcomesOf } from './decided.ts';
import { type Row, sendRows, WITHIN_MS } from './send-rows.ts';

type Needs = Pick<Contexts, 'items' | 'categories' | 'inventory'>;

/** Where a file's rows go: items, the categories that they name, and a shop's stock. */
export const importTarget = (needs: Needs): ImportTarget => ({
  async current(merchantId, shopId, skus) {
    const [{ items }, { filings }, { categories }, levels] = await Promise.all([
      needs.items.getItems({ merchantId, skus: [...skus] }),
      needs.categories.getFilings({ merchantId, skus: [...skus] }),
      needs.categories.getTree({ merchantId }),
      shopId === undefined ? undefined : needs.inventory.getStock({ shopId, skus: [...skus] }),
    ]);
    const filed = new Map(filings.map(({ sku, categoryId }) => [foldText(sku), categoryId]));
    const held = new Map(levels?.levels.map(({ sku, onHand }) => [foldText(sku), onHand]));
    const paths = pathsOf(categories);
    const known = new Map(items.map((item) => [foldText(item.sku), item]));
    return new Map(
      skus.map(foldText).map((folded): [string, CurrentItem] => {
        const [item, categoryId] = [known.get(folded), filed.get(folded) ?? ''];
        return [folded, { item: item && toItem(item, categoryId), category: paths.get(categoryId) ?? [], onHand: held.get(folded) }];
      }),
    );
  },
  async bearersOf(merchantId, gtins) {
    const { items } = gtins.length === 0 ? { items: [] } : await needs.items.getItemsByGtin({ merchantId, gtins: [...gtins] }).catch(nothingWhereAway);
    return items.flatMap(({ sku, gtin }) => (gtin === undefined ? [] : [{ sku, gtin }]));
  },
  async apply(merchantId, shopId, rows, key) {
    const items = await sendRows(needs.items, rows, `${key}-items`, (piece, idempotencyKey) => {
      const lines = piece.map(({ item: { sku, fields, version } }) => toData(sku, fields, version));
      return needs.items.upsertItems({ merchantId, lines }, { idempotencyKey });
    });
    const filed = await fileRows(needs, merchantId, items.good, key);
    const stocked = shopId === undefined ? [] : await setStock(needs, shopId, items.good, key);
    return [...items.problems, ...filed, ...stocked];
  },
});

/** A preview that cannot say which GTINs are there twice is a preview all the same. */
function nothingWhereAway(error: unknown): Readonly<{ items: readonly [] }> {
  if (error instanceof Unavailable) return { items: [] };
  throw error;
}

type Filed = Row & Readonly<{ path: readonly string[] }>;

async function fileRows({ categories }: Needs, merchantId: string, rows: readonly Row[], key: string): Promise<readonly FileProblem[]> {
  const filed = rows.flatMap(({ line, item }) => (item.category ? [{ line, item, path: item.category }] : []));
  if (filed.length === 0) return [];
  const known = (await categories.getTree({ merchantId })).categories;
  const send = (piece: readonly Filed[], idempotencyKey: string) => filePiece({ categories }, merchantId, known, piece, idempotencyKey);
  return (await sendRows(categories, filed, `${key}-filings`, send, 'category')).problems;
}

/** Makes the categories that are missing, and files the rows there. */
async function filePiece(
  { categories }: Pick<Needs, 'categories'>,
  merchantId: string,
  known: Parameters<typeof placesIn>[1],
  rows: readonly Filed[],
  idempotencyKey: string,
): Promise<Accepted> {
  const places = placesIn(merchantId, known);
  const lines = rows.map(({ item, path }) => ({ sku: item.sku, categoryId: places.idsOf(path).at(-1) ?? '' }));
  const wanted = [...places.toMake()];
  if (wanted.length > 0) {
    // Where the piece is repeated, some of them may be there: that is another request then, and takes another key. Their ids are made of their paths.
    const digest = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 16);
    const made = await categories.createCategories({ merchantId, lines: wanted }, { idempotencyKey: `${idempotencyKey}-categories-${digest}` });
    await outcomesOf(categories, made, WITHIN_MS);
  }
  return categories.fileItems({ merchantId, lines }, { idempotencyKey });
}

async function setStock({ inventory }: Needs, shopId: string, rows: readonly Row[], key: string): Promise<readonly FileProblem[]> {
  const counted = rows.flatMap(({ line, item }) => (item.onHand === undefined ? [] : [{ line, item, onHand: item.onHand }]));
  const sent = await sendRows(
    inventory,
    counted,
    `${key}-stock`,
    (piece, idempotencyKey) => {
      const lines = piece.map(({ item: { sku, expectedOnHand, fields }, onHand }) => ({ sku, onHand, expectedOnHand, soldBy: fields.soldBy }));
      return inventory.setStock({ shopId, lines, reason: 'counted' }, { idempotencyKey });
    },
    'onHand',
  );
  return sent.problems;
}
