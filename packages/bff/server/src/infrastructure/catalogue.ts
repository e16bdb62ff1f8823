import { Item, itemStatuses, taxClasses } from '@noren/bff-contract';
import type { records } from '@noren/item-contract';
import { pathsOf } from '@noren/item-contract/fields';
import { foldText, Refusal } from '@noren/kernel';
import { hide, nextCursorOf, viewUnder } from '@noren/service-kit';
import type { Catalogue, ItemFields, ItemSearch } from '../application/ports.ts';
import { subtreeOf } from './categories.ts';
import type { Contexts } from './contexts.ts';
import { decided, lineAnswers, outcomesOf, withCurrentState } from './decided.ts';
import { fromNames, soldBy, toNames } from './mapping.ts';

/** The first page is there at once; who reads on reads much. */
export const pageSize = (cursor: string): number => (cursor === '' ? 100 : 500);

type Needs = Pick<Contexts, 'items' | 'categories' | 'inventory'>;

/** Items, each with where it is filed and, where a shop is named, what that shop holds of it. */
export function catalogue(needs: Needs): Catalogue {
  const { items, categories } = needs;
  const get = async (merchantId: string, sku: string, shopId?: string): Promise<Item> => {
    const [item, { filings }, stock] = await Promise.all([
      items.getItem({ merchantId, sku }),
      categories.getFilings({ merchantId, skus: [sku] }),
      stockOf(needs, shopId, [sku]),
    ]);
    return toItem(item, filings[0]?.categoryId ?? '', stock.get(foldText(sku)));
  };
  /** Asks for a change of an item and gives it as it is then. */
  const changed = async (merchantId: string, sku: string, ask: () => ReturnType<typeof items.upsertItems>): Promise<Item> => {
    const now = (): Promise<Item> => get(merchantId, sku);
    await decided(items, await withCurrentState(ask(), now), now);
    return now();
  };

  return {
    search: (merchantId, search) => found(needs, merchantId, search),
    get,
    async save(merchantId, sku, fields, version) {
      const saved = await changed(merchantId, sku, () => items.upsertItems({ merchantId, lines: [toData(sku, fields, version)] }));
      const sameGtin = saved.gtin === undefined ? [] : await bearersBeside(needs, merchantId, saved.sku, saved.gtin);
      return { ...saved, ...(sameGtin.length > 0 ? { sameGtin } : {}) };
    },
    setStatus: (merchantId, sku, status, expectedVersion) =>
      changed(merchantId, sku, () =>
        status === 'published' ? items.publishItem({ merchantId, sku, expectedVersion }) : items.unpublishItem({ merchantId, sku, expectedVersion }),
      ),
    async file(merchantId, lines) {
      const accepted = await categories.fileItems({ merchantId, lines: lines.map(({ sku, categoryId }) => ({ sku, categoryId: categoryId ?? '' })) });
      const skus = lines.map(({ sku }) => sku);
      return { lines: lineAnswers(await outcomesOf(categories, accepted), skus) };
    },
  };
}

async function found(needs: Needs, merchantId: string, { text, status, unfiled, categoryId, shopId, cursor }: ItemSearch) {
  const categoryIds = categoryId === undefined ? [] : subtreeOf((await needs.categories.getTree({ merchantId })).categories, categoryId);
  const page = await needs.items.searchItems({
    merchantId,
    text,
    skuPrefix: '',
    gtin: '',
    status: status ?? '',
    categoryIds: [...categoryIds],
    unfiled,
    pageSize: pageSize(cursor),
    pageToken: cursor,
    withTotal: cursor === '',
  });
  const rows = page.found.flatMap(({ item, categoryId: filed }) => (item ? [{ item, filed }] : []));
  const stock = await stockOf(
    needs,
    shopId,
    rows.map(({ item }) => item.sku),
  );
  return {
    items: rows.map(({ item, filed }) => toItem(item, filed, stock.get(foldText(item.sku)))),
    ...nextCursorOf(page.nextPageToken),
    ...(cursor === '' ? { total: { count: page.total, atLeast: page.totalIsLeast } } : {}),
  };
}

/** The other items that bear a GTIN. */
async function bearersBeside({ items }: Needs, merchantId: string, sku: string, gtin: string): Promise<string[]> {
  const { items: found } = await items.getItemsByGtin({ merchantId, gtins: [gtin] });
  return found.flatMap((other) => (foldText(other.sku) === foldText(sku) ? [] : [other.sku]));
}

type Level = Readonly<{ onHand: number; available: number }>;

/** What the shop holds of these: those it never held are nothing on hand. */
async function stockOf({ inventory }: Needs, shopId: string | undefined, skus: readonly string[]): Promise<ReadonlyMap<string, Level>> {
  if (shopId === undefined || skus.length === 0) return new Map();
  const { levels } = await inventory.getStock({ shopId, skus: [...skus] });
  const known = new Map(levels.map(({ sku, onHand, available }) => [foldText(sku), { onHand, available }]));
  return new Map(skus.map((sku) => [foldText(sku), known.get(foldText(sku)) ?? { onHand: 0, available: 0 }]));
}

type Beside = Readonly<{ categoryId: string; stock?: Level | undefined }>;
const itemView = viewUnder(Item)<records.Item, Beside>()((from) => ({
  gtin: from(['gtin'], ({ gtin }) => gtin || undefined),
  names: from(['names'], ({ names }) => toNames(names)),
  price: from(['price'], ({ price }) => {
    if (!price) throw new Error('an item came without a price');
    return price;
  }),
  taxClass: from(['taxClass'], ({ taxClass }) => taxClasses.find((one) => one === taxClass) ?? 'standard'),
  status: from(['status'], ({ status }) => itemStatuses.find((one) => one === status) ?? 'draft'),
  soldBy: from(['soldBy'], (item) => soldBy(item.soldBy)),
  categoryId: from([], (_, { categoryId }) => categoryId || undefined),
  stock: from([], (_, { stock }) => stock),
  merchantId: hide,
}));

/** An item as the console shows it; under no category where that is empty. */
export const toItem = (item: records.Item, categoryId: string, stock?: Level): Item => itemView.of(item, { categoryId, stock });

/** An item of the console as Item takes it: all that the form has, and a mask of just that, so that what an item has besides stays. Version 0: it must be new. */
export function toData(sku: string, { gtin, names, price, taxClass, status, soldBy: by, imageUrls }: ItemFields, expectedVersion: number) {
  const form = { gtin, names: fromNames(names), price: { ...price }, taxClass, status, imageUrls: [...imageUrls], soldBy: by };
  return { ...form, sku, expectedVersion, updateMask: pathsOf(form) };
}

export const itemNotFound = (code: string): Refusal => new Refusal('not_found', 'article_not_found', `there is no article ${code}`, 'code');
