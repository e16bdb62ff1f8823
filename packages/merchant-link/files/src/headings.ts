import { headingOfOwn, isOwn } from './own-columns.ts';
import { headingOfShopify, isShopify } from './shopify-columns.ts';
import type { Heading } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

/** The form of a file, told by its header, and what its columns are called here. Throws `UnreadableFile` where it is no form that we know. */
export function headingOf(header: readonly string[]): Heading {
  if (isShopify(header)) return headingOfShopify(header);
  if (isOwn(header)) return headingOfOwn(header);
  throw new UnreadableFile(
    `the header is neither ours (sku, name:en, price…) nor Shopify's (Handle, Title, Variant Price…; or URL handle, Title, Price…): ${header.join(', ').slice(0, 200)}`,
  );
}
