import { limits as category } from '@noren/category-contract/limits';
import { limits as inventory } from '@noren/inventory-contract/limits';
import { limits as item } from '@noren/item-contract/limits';

/** How currencies and typed numbers are read and written: the page does as the server does, and asks no browser for a currency's decimals. */
export { currencyCodes, minorDigits } from '@noren/kernel/currencies';
export { clearText, decimalText, readNumber, unitsOf } from '@noren/kernel/typed-number';

/** The most that may be said: minor units of a price, pieces or grams of a quantity, pictures of an item, characters of the name of an item or a category. */
export const most = {
  price: item.price,
  quantity: inventory.quantity,
  images: item.images,
  nameCharacters: Math.min(item.nameCharacters, category.nameCharacters),
} as const;
