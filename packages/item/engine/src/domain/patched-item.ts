import { refusal } from '@noren/item-contract/refusals';
import { canonicalLanguage, type FieldMask, isNamed, isPartNamed, type Money, namedParts, patchedNames, strayPath } from '@noren/kernel';
import { checkedSoldBy, checkedStatus, checkedTaxClass, defaults } from './choices.ts';
import { checkedGtin } from './gtin.ts';
import { checkedImageUrls } from './image-urls.ts';
import type { Item, ItemData } from './item.ts';
import { checkedNames } from './names.ts';
import { checkedPrice } from './price.ts';

/** What a caller may say of an item. */
type ItemFields = Omit<Item, 'itemId' | 'merchantId' | 'sku' | 'version'>;

const fields = ['gtin', 'names', 'price', 'tax_class', 'status', 'image_urls', 'sold_by'];
const parts = {
  names: (language: string) => canonicalLanguage(language) !== undefined,
  price: (part: string) => part === 'amount' || part === 'currency',
};

/** The fields of an item after a change: those that are named as the caller says, the others as they were. Only what is named is checked. */
export function patchedItem(before: Item | undefined, data: ItemData): ItemFields {
  const mask = data.updateMask ?? setFields(data);
  const stray = strayPath(mask, fields, parts);
  // A language that is none is told where it is given, not where the mask repeats it.
  if (stray?.startsWith('names.') && data.names.length > 0) checkedNames(data.names);
  if (stray !== undefined) throw refusal('update_mask', 'item.updateMask', `"${stray}" is not one`);
  const was = before ?? { ...defaults, imageUrls: [] };
  const gtin = isNamed(mask, 'gtin') ? checkedGtin(data.gtin) : before?.gtin;
  return {
    ...(gtin === undefined ? {} : { gtin }),
    names: namesAfter(before, data, mask),
    price: priceAfter(before, data, mask),
    taxClass: isNamed(mask, 'tax_class') ? checkedTaxClass(data.taxClass) : was.taxClass,
    status: isNamed(mask, 'status') ? checkedStatus(data.status) : was.status,
    imageUrls: isNamed(mask, 'image_urls') ? checkedImageUrls(data.imageUrls) : was.imageUrls,
    soldBy: isNamed(mask, 'sold_by') ? checkedSoldBy(data.soldBy) : was.soldBy,
  };
}

function namesAfter(before: Item | undefined, data: ItemData, mask: FieldMask): Item['names'] {
  if (before && !isNamed(mask, 'names') && namedParts(mask, 'names').length === 0) return before.names;
  // What is given is checked in its own place, what comes of it as a whole.
  const given = data.names.length === 0 ? [] : checkedNames(data.names);
  const names = patchedNames(before?.names ?? [], given, mask);
  if (!before && names.length === 0) throw refusal('names', 'item.names', 'it is new, and a new item needs one');
  return checkedNames(names);
}

function priceAfter(before: Item | undefined, { price }: ItemData, mask: FieldMask): Money {
  const amount = isPartNamed(mask, 'price', 'amount') ? price?.amount : before?.price.amount;
  const currency = isPartNamed(mask, 'price', 'currency') ? price?.currency : before?.price.currency;
  if (amount === undefined) throw refusal('price', 'item.price', before ? 'it cannot be cleared' : 'it is new, and a new item needs one');
  return checkedPrice({ amount, currency: currency ?? '' });
}

/** The fields that are set, as proto3 has it: they are named where the caller gives no mask. */
const setFields = ({ gtin, names, price, taxClass, status, imageUrls, soldBy }: ItemData): FieldMask => [
  ...(gtin === undefined ? [] : ['gtin']),
  ...(names.length === 0 ? [] : ['names']),
  ...(price === undefined ? [] : ['price']),
  ...(taxClass === '' ? [] : ['tax_class']),
  ...(status === '' ? [] : ['status']),
  ...(imageUrls.length === 0 ? [] : ['image_urls']),
  ...(soldBy === '' ? [] : ['sold_by']),
];
