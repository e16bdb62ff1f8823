import type { ArticleInShopRecord } from '@noren/link-store';

export const whyNotCodes = [
  'shop_closed',
  'merchant_suspended',
  'shop_paused',
  'shop_not_open',
  'unknown_item',
  'not_published',
  'wrong_currency',
  'out_of_stock',
] as const;
/** Why something cannot be ordered. `opensAt`: when the shop next takes orders (ISO 8601, UTC), where that is known. */
export type WhyNot = Readonly<{ code: (typeof whyNotCodes)[number]; message: string; opensAt?: string; requested?: number; available?: number }>;

/** Why a shop that sells in this currency cannot sell so much of an article now: every reason. */
export function articleReasons(article: ArticleInShopRecord | undefined, quantity: number, currency: string): readonly WhyNot[] {
  if (!article) return [{ code: 'unknown_item', message: 'The shop has no such item' }];
  const { published, available } = article;
  const priced = currencyOf(article);
  return [
    ...(published ? [] : [{ code: 'not_published', message: 'The item is not on sale' } as const]),
    ...(priced === currency ? [] : [{ code: 'wrong_currency', message: `The item is priced in ${priced}, and the shop sells in ${currency}` } as const]),
    ...(available >= quantity
      ? []
      : [{ code: 'out_of_stock', message: available === 0 ? 'None is left' : `Only ${available} are left`, requested: quantity, available } as const]),
  ];
}

/** Whether an article has a price in this currency: else it is not for sale in a shop that sells in it. */
export const isPricedIn = (article: ArticleInShopRecord, currency: string): boolean => currencyOf(article) === currency;

const currencyOf = ({ item }: ArticleInShopRecord): string => (JSON.parse(item) as Readonly<{ price: Readonly<{ currency: string }> }>).price.currency;
