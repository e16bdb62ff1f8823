import { catalogue, type Category, type Item } from '@noren/bff-contract';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { untilInvalidated } from '../../api/read-again.ts';
import { useShop } from '../../app/session.tsx';
import { withOwn } from './own-changes.ts';

export type Sought = Readonly<{ q: string; status: 'any' | 'draft' | 'published'; category: string }>;
/** Of the filter by category. */
export const anyCategory = 'any';
export const noCategory = 'none';

export const itemsKey = (shopId: string, { q, status, category }: Sought) => ['items', 'search', shopId, q, status, category] as const;

/** Items that fit, page by page. */
export function useItems({ q, status, category }: Sought) {
  const { shopId } = useShop();
  return useInfiniteQuery({
    queryKey: itemsKey(shopId, { q, status, category }),
    queryFn: async ({ pageParam, signal }) => {
      const page = await ask(catalogue.search, {
        query: {
          shopId,
          ...(q === '' ? {} : { q }),
          ...(status === 'any' ? {} : { status }),
          ...(category === anyCategory ? {} : category === noCategory ? { unfiled: 'true' as const } : { categoryId: category }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
        signal,
      });
      return { ...page, items: page.items.map(withOwn) };
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
    ...untilInvalidated,
  });
}

type Pages = NonNullable<ReturnType<typeof useItems>['data']>;

/** Puts an item, as it is now, wherever it is shown. */
export function useShowItem(): (item: Item) => void {
  const queries = useQueryClient();
  return (item) => {
    queries.setQueriesData<Pages>(
      { queryKey: ['items', 'search'] },
      (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map((one) => replaced(one, item)) })) },
    );
    queries.setQueriesData<Item>({ queryKey: ['items', 'one', item.sku] }, (old) => old && replaced(old, item));
  };
}

/** Answers to writes do not tell the stock of a shop. */
const replaced = (old: Item, item: Item): Item => {
  const stock = item.stock ?? old.stock;
  return old.sku === item.sku ? { ...item, ...(stock === undefined ? {} : { stock }) } : old;
};

export function useItem(sku: string) {
  const { shopId } = useShop();
  return useQuery({ queryKey: ['items', 'one', sku, shopId], queryFn: ({ signal }) => ask(catalogue.get, { params: { sku }, query: { shopId }, signal }) });
}

export const categoriesKey = ['categories'] as const;

export const useCategories = () =>
  useQuery({ queryKey: categoriesKey, queryFn: async ({ signal }): Promise<readonly Category[]> => (await ask(catalogue.categories, { signal })).categories });
