import type { catalogue } from '@noren/link-contract';
import { decimalText, minorDigits } from '@noren/kernel';

/** How the merchant wants a product feed: in which language, and where a product's page is (`https://shop.example/p/{sku}`), where it has one. */
export type FeedOptions = Readonly<{ language?: string | undefined; link?: string | undefined }>;

type Row = Readonly<Record<string, string>>;
type Article = catalogue.Article;

/** Google's product feed: a row an article, columns as Google names them (support.google.com/merchants/answer/7052112). */
export const productFeed = (articles: readonly Article[], options: FeedOptions): string =>
  tsv(
    productColumns(options),
    articles.map((article) => product(article, options)),
  );

/** Google's local inventory feed: what one store has of each product (support.google.com/merchants/answer/14819809). */
export const localInventoryFeed = (articles: readonly Article[], storeCode: string): string =>
  tsv(
    ['store_code', 'id', 'quantity', 'price', 'availability'],
    articles.map((article) => inStore(article, storeCode)),
  );

const productColumns = ({ link }: FeedOptions): readonly string[] =>
  'id title description link image_link additional_image_link availability price condition gtin identifier_exists product_type unit_pricing_measure'
    .split(' ')
    .filter((column) => column !== 'link' || link !== undefined);

function product(article: Article, { language, link = '' }: FeedOptions): Row {
  const { sku, gtin = '', names, imageUrls, category, soldBy } = article;
  const title = said(names, language);
  const [image = '', ...more] = imageUrls;
  return {
    id: idOf(article),
    title: title.slice(0, 150),
    description: title,
    link: link.replaceAll('{sku}', encodeURIComponent(sku)),
    image_link: image,
    additional_image_link: more.map((url) => url.replaceAll(',', '%2C')).join(','),
    availability: availabilityOf(article),
    price: priceOf(article),
    condition: 'new',
    gtin,
    identifier_exists: gtin === '' ? 'no' : 'yes',
    product_type: said(category, language),
    unit_pricing_measure: soldBy === 'weight' ? '1 kg' : '',
  };
}

const inStore = (article: Article, storeCode: string): Row => ({
  store_code: storeCode,
  id: idOf(article),
  // Google counts whole units; what is sold by weight is priced by the kilogram.
  quantity: String(article.soldBy === 'weight' ? Math.floor(article.available / 1_000) : article.available),
  price: priceOf(article),
  availability: availabilityOf(article),
});

/** Google's ids have 50 characters at most; a longer SKU goes by Noren's own id. */
const idOf = ({ sku, itemId }: Article): string => ([...sku].length <= 50 ? sku : itemId);

const availabilityOf = ({ available }: Article): string => (available > 0 ? 'in_stock' : 'out_of_stock');

/** `12.50 GBP`, `980 JPY`: exact, never through a fraction. */
const priceOf = ({ price }: Article): string => (price ? `${decimalText(price.amount, minorDigits(price.currency))} ${price.currency}` : '');

/** The text in the language asked for, or in the first one that there is. */
const said = (texts: readonly Readonly<{ language: string; text: string }>[], language: string | undefined): string =>
  (texts.find((one) => one.language === language) ?? texts[0])?.text ?? '';

/** Tab-separated rows under a header; what would end a cell becomes a space. */
const tsv = (columns: readonly string[], rows: readonly Row[]): string =>
  [columns.join('\t'), ...rows.map((row) => columns.map((column) => (row[column] ?? '').replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))].join('\n') + '\n';
