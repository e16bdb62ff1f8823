import { foldText } from '@noren/kernel';
import { articleKey } from './articles.ts';
import { type Edition, editionAfter, type Fold } from './fold.ts';

/** A category of a merchant. `shelf` is the JSON that pages show of it. */
export type KeptShelf = Readonly<{ merchantId: string; shelf: string; categoryVersion: number }>;
export type KeptFiling = Readonly<{ categoryId: string }>;
export type ShelfRecords = { shelf: KeptShelf; filing: KeptFiling; edition: Edition };

/** `Filed` under the empty category: the article was taken out of where it stood. */
export type ShelfTold =
  | Readonly<{ type: 'Shelf'; categoryId: string; shelf: KeptShelf; offset: number }>
  | Readonly<{ type: 'Gone'; categoryId: string; merchantId: string; offset: number }>
  | Readonly<{ type: 'Filed'; merchantId: string; sku: string; categoryId: string; offset: number }>;

const filingKey = (merchantId: string, sku: string): string => articleKey(merchantId, foldText(sku));
const merchantOf = (told: ShelfTold): string => (told.type === 'Shelf' ? told.shelf.merchantId : told.merchantId);

/** Which categories a merchant has, and under which one an article stands. */
export const keptShelves: Fold<ShelfRecords, ShelfTold> = {
  reads(told) {
    const edition = [merchantOf(told)];
    return told.type === 'Filed' ? { filing: [filingKey(told.merchantId, told.sku)], edition } : { shelf: [told.categoryId], edition };
  },
  apply(view, told) {
    const merchantId = merchantOf(told);
    const edition = { [merchantId]: editionAfter(view.edition(merchantId), told.offset) };
    switch (told.type) {
      case 'Shelf':
        return (view.shelf(told.categoryId)?.categoryVersion ?? 0) < told.shelf.categoryVersion ? { shelf: { [told.categoryId]: told.shelf }, edition } : {};
      case 'Gone':
        return { shelf: { [told.categoryId]: null }, edition };
      case 'Filed': {
        const filing = told.categoryId === '' ? null : { categoryId: told.categoryId };
        return { filing: { [filingKey(merchantId, told.sku)]: filing }, edition };
      }
    }
  },
};

/** A category as Category tells it. */
export type Category = Readonly<{
  categoryId: string;
  merchantId: string;
  parentId: string;
  names: readonly Readonly<{ language: string; text: string }>[];
  version: number;
}>;

export const shelfOf = ({ categoryId, merchantId, parentId, names, version }: Category): KeptShelf => ({
  merchantId,
  shelf: JSON.stringify({
    categoryId,
    ...(parentId === '' ? {} : { parentId }),
    names: Object.fromEntries(names.map(({ language, text }) => [language, text])),
  }),
  categoryVersion: version,
});
