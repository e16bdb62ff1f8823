import { itemFields } from '@noren/item-contract/fields';
import { refusal } from '@noren/item-contract/refusals';
import { canonicalLanguage, checkMask, type FieldMask, isNamed, isPartNamed, type Money, namedParts, patchedNames, present, type Whole } from '@noren/kernel';
import { checkedSoldBy, checkedStatus, checkedTaxClass, defaults } from './choices.ts';
import { checkedGtin } from './gtin.ts';
import { checkedImageUrls } from './image-urls.ts';
import type { Item, ItemData, MerchantShop } from './item.ts';
import { checkedNames } from './names.ts';
import { checkedPrice } from './price.ts';

/** What a caller may say of an item. */
type ItemFields = Omit<Item, 'itemId' | 'merchantId' | 'sku' | 'version'>;
const paths = [...Object.values(itemFields satisfies Record<keyof ItemFields, string>), 'price.amount', 'price.currency'];

/** The fields of an item after a change: those that are named as the caller says, the others as they were. Only what is named is checked. `shops`: the merchant's. */
export function patchedItem(before: ItemFields | undefined, data: ItemData, shops: readonly MerchantShop[]): ItemFields {
  const mask = data.updateMask ?? replaced(data);
  checkMask(mask, paths, ['names'], (detail) => refusal('update_mask', 'item.updateMask', detail));
  const was = before ?? { ...defaults, imageUrls: [] };
  const after: Whole<ItemFields> = {
    gtin: isNamed(mask, 'gtin') ? checkedGtin(data.gtin) : before?.gtin,
    names: namesAfter(before, data, mask),
    price: priceAfter(before, data, mask, shops),
    taxClass: isNamed(mask, 'tax_class') ? checkedTaxClass(data.taxClass) : was.taxClass,
    status: isNamed(mask, 'status') ? checkedStatus(data.status) : was.status,
    imageUrls: isNamed(mask, 'image_urls') ? checkedImageUrls(data.imageUrls) : was.imageUrls,
    soldBy: isNamed(mask, 'sold_by') ? checkedSoldBy(data.soldBy) : was.soldBy,
  };
  return present(after);
}

function namesAfter(before: ItemFields | undefined, data: ItemData, mask: FieldMask): Item['names'] {
  const languages = namedParts(mask, 'names');
  if (before && !isNamed(mask, 'names') && languages.length === 0) return before.names;
  const wrong = languages.find((language) => canonicalLanguage(language) === undefined);
  if (wrong !== undefined) throw refusal('language', `item.names.${wrong}`);
  // What is given is checked in its own place, what comes of it as a whole.
  const given = data.names.length === 0 ? [] : checkedNames(data.names);
  const names = patchedNames(before?.names ?? [], given, mask);
  if (!before && names.length === 0) throw refusal('names', 'item.names', 'it is new, and a new item needs one');
  return checkedNames(names);
}

function priceAfter(before: ItemFields | undefined, { price }: ItemData, mask: FieldMask, shops: readonly MerchantShop[]): Money {
  const [hasAmount, hasCurrency] = [isPartNamed(mask, 'price', 'amount'), isPartNamed(mask, 'price', 'currency')];
  if (before && !hasAmount && !hasCurrency) return before.price;
  const amount = hasAmount ? price?.amount : before?.price.amount;
  const currency = hasCurrency ? price?.currency : before?.price.currency;
  if (amount === undefined) throw refusal('price', 'item.price', before ? 'it cannot be cleared' : 'it is new, and a new item needs one');
  if (before && !hasAmount && currency !== before.price.currency)
    throw refusal('price', 'item.price.amount', 'in another currency it is another amount, which is missing');
  return checkedPrice({ amount, currency: currency ?? '' }, shops);
}

/** Commands of versions before there were masks replaced the item, but for a status and a way to be sold that they left empty. */
const replaced = ({ status, soldBy }: ItemData): FieldMask => [
  ...['gtin', 'names', 'price', 'tax_class', 'image_urls'],
  ...(status === '' ? [] : ['status']),
  ...(soldBy === '' ? [] : ['sold_by']),
];
