import { pathsOf, writePath } from '@noren/category-contract/paths';
import { foldText } from '@noren/kernel';
import { Unavailable } from '@noren/service-kit';
import type { FileProblem, ImportTarget, CurrentItem } from '../application/ports.ts';
import { toData, toItem } from './catalogue.ts';
import type { Contexts } from './contexts.ts';
import { type Row, sendRows } from './send-rows.ts';

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
        return [folded, { item: item && toItem(item, categoryId), category: paths.get(categoryId) ?? '', onHand: held.get(folded) }];
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

async function fileRows({ categories }: Needs, merchantId: string, rows: readonly Row[], key: string): Promise<readonly FileProblem[]> {
  const filed = rows.flatMap(({ line, item }) => (item.category === undefined ? [] : [{ line, item, path: pathOf(item.category) }]));
  const sent = await sendRows(
    categories,
    filed,
    `${key}-filings`,
    (piece, idempotencyKey) => {
      const lines = piece.map(({ item: { sku }, path }) => ({ sku, path }));
      return categories.fileItemsByPath({ merchantId, lines }, { idempotencyKey });
    },
    'category',
  );
  return sent.problems;
}

const pathOf = (category: string | readonly string[]): string => (typeof category === 'string' ? category : writePath(category.map((name) => ({ name }))));

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
