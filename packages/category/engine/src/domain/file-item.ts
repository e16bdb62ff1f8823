import { isId } from '@noren/kernel';
import { isKeptSku } from '@noren/item-contract/sku';
import type { CommandHandler } from './category.ts';
import { filingKey } from './category.ts';
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
    const before = view.filing(filingKey(merchantId, sku));
    const formerCategoryId = before?.categoryId ?? '';
    if (categoryId !== '') theCategory(view, merchantId, categoryId);
    if (categoryId === formerCategoryId) return [];
    return [{ type: 'ItemFiled', filing: { merchantId, sku: before?.sku ?? sku, categoryId }, formerCategoryId }];
  },
};
