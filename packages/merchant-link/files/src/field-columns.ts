import { headingOf } from './headings.ts';
import { isShopify } from './shopify-columns.ts';

/** The columns that tell a field of an item, in our own CSV and in Shopify's: the first of them that a file has is meant. */
const COLUMNS: Readonly<Record<string, Readonly<{ own: readonly string[]; shopify: readonly string[] }>>> = {
  sku: { own: ['sku'], shopify: ['Variant SKU', 'Handle'] },
  names: { own: [], shopify: ['Title'] },
  price: { own: ['price'], shopify: ['Variant Price'] },
  'price.currency': { own: ['currency', 'price'], shopify: ['Variant Price'] },
  gtin: { own: ['gtin'], shopify: ['Variant Barcode'] },
  taxClass: { own: ['tax_class'], shopify: ['Variant Taxable'] },
  status: { own: ['status'], shopify: ['Status', 'Published'] },
  soldBy: { own: ['sold_by'], shopify: [] },
  imageUrls: { own: ['image_urls'], shopify: ['Variant Image', 'Image Src'] },
  category: { own: ['category'], shopify: ['Product Category', 'Google Shopping / Google Product Category', 'Type'] },
  onHand: { own: ['on_hand'], shopify: ['Variant Inventory Qty'] },
};

/** The column, as the file writes it, of what the platform calls `names.en`, `lines.0.price.amount` or `item.imageUrls.0`; empty where no column of it tells that. */
export function columnOfField(header: readonly string[], field: string): string {
  const [root = '', part = ''] = field.replace(/^(?:lines\.\d+\.?)?(?:item\.?)?/, '').split('.');
  const { own = [], shopify = [] } = COLUMNS[`${root}.${part}`] ?? COLUMNS[root] ?? {};
  const { columns } = headingOf(header);
  const names = root === 'names' ? [`name:${part}`, ...columns.filter((column) => column.startsWith('name:'))] : [];
  const places = (isShopify(header) ? shopify : [...names, ...own]).map((column) => columns.indexOf(column));
  return header[places.find((place) => place >= 0) ?? -1] ?? '';
}
