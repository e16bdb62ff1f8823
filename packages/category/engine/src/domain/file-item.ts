import { isId } from '@noren/kernel';
import { isKeptSku } from '@noren/item-contract/sku';
import { type CategoryEvent, type CommandHandler, type Filing, filingKey } from './category.ts';
import { theCategory } from './the-category.ts';
import { checkId, checkSku } from './validation.ts';

/** Puts an item under a category, out of where it stood. An empty category: only takes it out. Whether there is such an item is not asked: files may come before items. */
export const fileItem: CommandHandler<'FileItem'> = {
  reads({ merchantId, sku, categoryId }, view) {
    const key = isId(merchantId) && isKeptSku(sku) ? filingKey(merchantId, sku) : undefined;
    const from = key === undefined ? undefined : view.filing(key)?.categoryId;
    const ids = [categoryId, from ?? ''].filter(isId);
    return { category: ids, contents: ids, filing: key === undefined ? [] : [key] };
  },
  decide(view, { merchantId, sku, categoryId }) {
    checkId(merchantId, 'merchantId');
    checkSku(sku);
    if (categoryId !== '') theCategory(view, merchantId, categoryId);
    return filed(view.filing(filingKey(merchantId, sku)), { merchantId, sku, categoryId });
  },
};

/** An item's coming to stand there, out of where it stood; under the SKU with which it was filed first. Nothing where it stands there already. */
export function filed(before: Filing | undefined, { merchantId, sku, categoryId }: Filing): readonly ItemFiled[] {
  const formerCategoryId = before?.categoryId ?? '';
  if (categoryId === formerCategoryId) return [];
  return [{ type: 'ItemFiled', filing: { merchantId, sku: before?.sku ?? sku, categoryId }, formerCategoryId }];
}

type ItemFiled = Extract<CategoryEvent, { type: 'ItemFiled' }>;
