import { type CommandHandler as Handler, type FieldMask, foldText, type LocalizedText } from '@noren/kernel';

/** A shelf of a merchant's shop. `parentId` is empty for a root; siblings stand by ascending `position`. `version` counts its own events. */
export type Category = Readonly<{
  categoryId: string;
  merchantId: string;
  parentId: string;
  names: readonly LocalizedText[];
  position: number;
  version: number;
}>;

/** How much stands directly under a category. Only an empty one can be deleted. */
export type Contents = Readonly<{ children: number; items: number }>;

/** Where an item stands: under one category at most. `sku` as it was typed when it was filed. */
export type Filing = Readonly<{ merchantId: string; sku: string; categoryId: string }>;

/** All parent links of a merchant, with what each category is called: what a move must see whole so that it makes no circle, and what a path is found by. */
export type Tree = Readonly<{ links: readonly Link[] }>;
/** `names`: in all languages. */
export type Link = Readonly<{ categoryId: string; parentId: string; names: readonly string[] }>;

/** Keys: category and contents by category id, filing by merchant and folded SKU, tree by merchant id. */
export type CategoryRecords = { category: Category; contents: Contents; filing: Filing; tree: Tree };

export type CategoryCommand =
  | Readonly<{ type: 'CreateCategory'; categoryId: string; merchantId: string; parentId: string; names: readonly LocalizedText[]; position: number }>
  | Readonly<{
      type: 'RenameCategory';
      categoryId: string;
      merchantId: string;
      names: readonly LocalizedText[];
      expectedVersion?: number;
      updateMask?: FieldMask;
    }>
  | Readonly<{ type: 'MoveCategory'; categoryId: string; merchantId: string; parentId: string; position: number; expectedVersion?: number }>
  | Readonly<{ type: 'ArrangeCategories'; merchantId: string; parentId: string; categoryIds: readonly string[] }>
  | Readonly<{ type: 'DeleteCategory'; categoryId: string; merchantId: string; expectedVersion?: number }>
  | Readonly<{ type: 'FileItem'; merchantId: string; sku: string; categoryId: string }>
  | Readonly<{ type: 'FileItemByPath'; merchantId: string; sku: string; path: string }>;

/**
 * Former parents and categories are empty where there was none. A filing under the empty category: the item was taken out. A deletion is a version of its
 * own; it is 0 in deletions from before it was recorded.
 */
export type CategoryEvent =
  | Readonly<{ type: 'CategoryCreated'; category: Category }>
  | Readonly<{ type: 'CategoryRenamed'; category: Category }>
  | Readonly<{ type: 'CategoryMoved'; category: Category; formerParentId: string }>
  | Readonly<{ type: 'CategoryDeleted'; categoryId: string; merchantId: string; formerParentId: string; version: number }>
  | Readonly<{ type: 'ItemFiled'; filing: Filing; formerCategoryId: string }>;

export type CommandHandler<Type extends CategoryCommand['type']> = Handler<CategoryRecords, Extract<CategoryCommand, { type: Type }>, CategoryEvent>;

export const filingKey = (merchantId: string, sku: string): string => `${merchantId}/${foldText(sku)}`;
