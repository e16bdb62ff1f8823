import type { catalogue } from '@noren/link-contract';
import { decimalText, minorDigits } from '@noren/kernel';
import { gtinOf, offered, type Shop, untold } from './offer.ts';
import { said } from './said.ts';
import { type Row, tsv } from './tsv.ts';

/** How the merchant wants a product feed: in which language, and where a product's page is (`https://shop.example/p/{sku}`), where it has one. */
export type FeedOptions = Readonly<{ language?: string | undefined; link?: string | undefined }>;

type Article = catalogue.Article;

/** Google's product feed: a row an article, columns as Google names them (support.google.com/merchants/answer/7052112). */
export const productFeed = (articles: readonly Article[], shop: Shop, options: FeedOptions): string =>
  tsv(
    productColumns(options),
    offered(articles, shop).map((article) => product(article, shop, options)),
    ['additional_image_link'],
  );

/** Google's local inventory feed: what one store has of each product (support.google.com/merchants/answer/14819809). */
export const localInventoryFeed = (articles: readonly Article[], shop: Shop, storeCode: string): string =>
  tsv(
    ['store_code', 'id', 'quantity', 'price', 'availability'],
    offered(articles, shop).map((article) => inStore(article, shop, storeCode)),
  );

/** What Google is not told, and why: for the merchant's own eyes. `what`: the whole `article`, or one `attribute` of it. */
export const leftOutList = (articles: readonly Article[], shop: Shop): string =>
  tsv(
    ['sku', 'what', 'attribute', 'why'],
    articles.flatMap((article) => untold(article, shop).map((each) => ({ sku: article.sku, ...each }))),
  );

const productColumns = ({ link }: FeedOptions): readonly string[] =>
  'id title description link image_link additional_image_link availability price condition gtin identifier_exists product_type unit_pricing_measure'
    .split(' ')
    .filter((column) => column !== 'link' || link !== undefined);

function product(article: Article, shop: Shop, { language, link = '' }: FeedOptions): Row {
  const { sku, names, imageUrls, category, soldBy } = article;
  const name = said(names, language);
  const [image = '', ...more] = imageUrls;
  const gtin = gtinOf(article);
  return {
    id: idOf(article),
    title: titleOf(name),
    description: name,
    link: link.replaceAll('{sku}', encodeURIComponent(sku)),
    image_link: image,
    additional_image_link: more.map((url) => url.replaceAll(',', '%2C').replaceAll('"', '%22')).join(','),
    availability: availabilityOf(article, shop),
    price: priceOf(article),
    condition: 'new',
    gtin,
    // Never `no`, which says that the maker gave it none: Noren knows only that the merchant has not told one. Google takes an empty one for `yes`.
    identifier_exists: gtin === '' ? '' : 'yes',
    product_type: said(category, language),
    unit_pricing_measure: soldBy === 'weight' ? '1 kg' : '',
  };
}

function inStore(article: Article, shop: Shop, storeCode: string): Row {
  const availability = availabilityOf(article, shop);
  return { store_code: storeCode, id: idOf(article), quantity: quantityOf(article, availability), price: priceOf(article), availability };
}

/** Google's ids have 50 characters at most; a longer SKU goes by Noren's own id. */
const idOf = ({ sku, itemId }: Article): string => ([...sku].length <= 50 ? sku : itemId);

const TITLE_CHARACTERS = 150;
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of a name as Google takes, up to the end of a character as people see them; or within the first, where marks upon it are all that it takes. */
function titleOf(name: string): string {
  let title = '';
  let length = 0;
  for (const { segment } of characters.segment(name)) {
    length += [...segment].length;
    if (length > TITLE_CHARACTERS) break;
    title += segment;
  }
  return title === '' ? [...name].slice(0, TITLE_CHARACTERS).join('') : title;
}

/** In stock is what can be ordered: a shop that is paused or closed takes no orders (support.google.com/merchants/answer/6324448). */
const availabilityOf = ({ available }: Article, { selling }: Shop): string => (selling && available > 0 ? 'in_stock' : 'out_of_stock');

/** Google counts whole units; what is sold by weight is priced by the kilogram. Less than one that can be bought all the same is not counted. */
function quantityOf({ soldBy, available }: Article, availability: string): string {
  if (availability === 'out_of_stock') return '0';
  const units = soldBy === 'weight' ? Math.floor(available / 1_000) : available;
  return units === 0 ? '' : String(units);
}

/** `12.50 GBP`, `980 JPY`: exact, never through a fraction. */
const priceOf = ({ price }: Article): string => (price ? `${decimalText(price.amount, minorDigits(price.currency))} ${price.currency}` : '');
