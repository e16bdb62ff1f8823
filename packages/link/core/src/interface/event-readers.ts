import { events as categoryEvents } from '@noren/category-contract';
import { eventReader, nothing } from '@noren/engine-kit';
import { events as inventoryEvents } from '@noren/inventory-contract';
import { events as itemEvents } from '@noren/item-contract';
import type { MerchantReadModel } from '@noren/link-store';
import { events as shopEvents } from '@noren/shop-contract';
import { type ArticleChange, articleOf } from '../application/projections/articles.ts';
import { type ShelfChange, shelfOf } from '../application/projections/shelves.ts';
import type { ShopChange } from '../application/projections/shops.ts';
import type { StockChange } from '../application/projections/stock.ts';
import { categoryView, itemView } from './http/catalogue-views.ts';

const merchant = ({ merchant }: Readonly<{ merchant: MerchantReadModel }>): ShopChange => ({ merchant });
export const readShop = eventReader<ShopChange>()(
  shopEvents,
  { MerchantRegistered: merchant, MerchantChanged: merchant, MerchantSuspended: merchant, MerchantResumed: merchant },
  ({ shop }) => ({ shop }),
);

export const readArticle = eventReader<ArticleChange>()(
  itemEvents,
  { UnitChangeAsked: nothing, UnitChangeAnswered: nothing, UnitChangeSettled: nothing },
  ({ item }, { offset }) => ({ article: articleOf(item, itemView.of(item)), offset }),
);

export const readShelf = eventReader<ShelfChange>()(
  categoryEvents,
  {
    CategoryDeleted: ({ categoryId, merchantId }, { offset }) => ({ type: 'Gone', categoryId, merchantId, offset }),
    ItemFiled: ({ filing }, { offset }) => ({ type: 'Filed', ...filing, offset }),
  },
  ({ category }, { offset }) => ({ type: 'Shelf', categoryId: category.categoryId, shelf: shelfOf(category, categoryView.of(category)), offset }),
);

export const readStock = eventReader<StockChange>()(
  inventoryEvents,
  { StockShort: nothing, UnitChanged: nothing, UnitInUse: nothing, UnitKept: nothing },
  ({ shopId, levels }, { offset }) => ({ shopId, levels, offset }),
);
