import { pathsOf } from '@noren/category-contract/paths';
import { foldText } from '@noren/kernel';
import { nextCursorOf } from '@noren/service-kit';
import type { ItemContexts } from './ports.ts';

/** An item, and the path of the category under which it is filed, as it is written; empty where it is filed nowhere. */
type Filed<Item> = Readonly<{ item: Item; category: string }>;

/** An item by its SKU, however that is spelled. Throws `item_not_found`. */
export async function getItem<Item>(contexts: ItemContexts<Item>, merchantId: string, sku: string): Promise<Filed<Item>> {
  const item = await contexts.items.getItem({ merchantId, sku });
  const categoryOf = await filings(contexts, merchantId, [sku]);
  return { item, category: categoryOf(sku) };
}

/** A page of a merchant's items, in the order of their SKUs. */
export async function listItems<Item extends Readonly<{ sku: string }>>(contexts: ItemContexts<Item>, merchantId: string, cursor: string, limit: number) {
  const { items, nextPageToken } = await contexts.items.listItems({ merchantId, pageSize: limit, pageToken: cursor });
  const skus = items.map(({ sku }) => sku);
  const categoryOf = await filings(contexts, merchantId, skus);
  return { items: items.map((item): Filed<Item> => ({ item, category: categoryOf(item.sku) })), ...nextCursorOf(nextPageToken) };
}

async function filings({ categories }: ItemContexts, merchantId: string, skus: readonly string[]) {
  if (skus.length === 0) return () => '';
  const [{ filings: found }, tree] = await Promise.all([categories.getFilings({ merchantId, skus }), categories.getTree({ merchantId })]);
  const paths = pathsOf(tree.categories);
  const filed = new Map(found.map(({ sku, categoryId }) => [foldText(sku), categoryId]));
  return (sku: string): string => paths.get(filed.get(foldText(sku)) ?? '') ?? '';
}
