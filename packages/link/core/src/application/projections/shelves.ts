import { foldText } from '@noren/kernel';
import type { Edition, FilingRecord, ShelfRecord } from '@noren/link-store';
import { articleKey } from './articles.ts';
import { editionAfter, type Projection } from './projection.ts';

export type ShelfRecords = { shelf: ShelfRecord; filing: FilingRecord; edition: Edition };

/** `Filed` under the empty category: the article was taken out of where it stood. */
export type ShelfChange =
  | Readonly<{ type: 'Shelf'; categoryId: string; shelf: ShelfRecord; offset: number }>
  | Readonly<{ type: 'Gone'; categoryId: string; merchantId: string; offset: number }>
  | Readonly<{ type: 'Filed'; merchantId: string; sku: string; categoryId: string; offset: number }>;

const filingKey = (merchantId: string, sku: string): string => articleKey(merchantId, foldText(sku));
const merchantOf = (change: ShelfChange): string => (change.type === 'Shelf' ? change.shelf.merchantId : change.merchantId);

/** Which categories a merchant has, and under which one an article stands. */
export const shelfProjection: Projection<ShelfRecords, ShelfChange> = {
  reads(change) {
    const edition = [merchantOf(change)];
    return change.type === 'Filed' ? { filing: [filingKey(change.merchantId, change.sku)], edition } : { shelf: [change.categoryId], edition };
  },
  apply(view, change) {
    const merchantId = merchantOf(change);
    const edition = { [merchantId]: editionAfter(view.edition(merchantId), change.offset) };
    switch (change.type) {
      case 'Shelf': {
        const { categoryId, shelf } = change;
        return (view.shelf(categoryId)?.categoryVersion ?? 0) < shelf.categoryVersion ? { shelf: { [categoryId]: shelf }, edition } : {};
      }
      case 'Gone':
        return { shelf: { [change.categoryId]: null }, edition };
      case 'Filed': {
        const filing = change.categoryId === '' ? null : { categoryId: change.categoryId };
        return { filing: { [filingKey(merchantId, change.sku)]: filing }, edition };
      }
    }
  },
};

type Category = Readonly<{ merchantId: string; version: number }>;

/** The shelf of a category. `shown`: the JSON that pages show of it. */
export const shelfOf = ({ merchantId, version }: Category, shown: object): ShelfRecord => ({
  merchantId,
  shelf: JSON.stringify(shown),
  categoryVersion: version,
});
