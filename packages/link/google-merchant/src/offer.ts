import type { catalogue } from '@noren/link-contract';
import { isWorldWide } from './gtin.ts';

/** The shop as a feed shows it. `selling`: it is neither paused nor closed. */
export type Shop = Readonly<{ currency: string; selling: boolean }>;
type Article = catalogue.Article;
/** What is not told of an article, by Google's name of the attribute: one that is missing or stays here, or all of it. */
type Untold = Readonly<{ attribute: string; what: 'article' | 'attribute'; why: string }>;

const leftOut = (attribute: string, why: string): Untold => ({ attribute, what: 'article', why });
const empty = (attribute: string, why: string): Untold => ({ attribute, what: 'attribute', why });

/** Why an article is left out of both feeds: what they would say of it is not true, or is nothing. */
const notOffered = ({ names, price }: Article, { currency }: Shop): readonly Untold[] => [
  ...(price === undefined || price.amount === 0 ? [leftOut('price', 'Google takes no price of 0')] : []),
  ...(price !== undefined && price.currency !== currency
    ? [leftOut('price', `priced in ${price.currency}, and the shop sells in ${currency}: it cannot be ordered`)]
    : []),
  ...(names.length === 0 ? [leftOut('title', 'it has no name')] : []),
];

/** The articles that Google is offered. Both feeds have the same ones. */
export const offered = (articles: readonly Article[], shop: Shop): readonly Article[] => articles.filter((article) => notOffered(article, shop).length === 0);

/** The GTIN that may leave the shop; none where it has one for its own use. */
export const gtinOf = ({ gtin = '' }: Article): string => (gtin !== '' && isWorldWide(gtin) ? gtin : '');

/** All that the feeds do not say of an article. What Google demands and is not there stays empty: Google names it to the merchant, product by product. */
export function untold(article: Article, shop: Shop): readonly Untold[] {
  const out = notOffered(article, shop);
  if (out.length > 0) return out;
  const { gtin = '', imageUrls } = article;
  return [
    ...(imageUrls.length === 0 ? [empty('image_link', 'it has no picture, which Google demands')] : []),
    ...(gtin === gtinOf(article) ? [] : [empty('gtin', `${gtin} is for use within shops, or for coupons`)]),
  ];
}
