import type { Effects } from '@noren/kernel';
import type { CategoryCommand, CategoryEvent } from '../domain/category.ts';

/** What an event brings along: callers learn which category it was, and the version that it has now. */
export function categoryEffects(event: CategoryEvent): Effects<CategoryCommand> {
  switch (event.type) {
    case 'CategoryDeleted':
      return { result: { categoryId: event.categoryId } };
    case 'ItemFiled':
      return { result: { sku: event.filing.sku, categoryId: event.filing.categoryId } };
    default:
      return { result: { categoryId: event.category.categoryId, version: event.category.version } };
  }
}
