import { commands, events, type records } from '@noren/category-contract';
import { codec, given, message, present } from '@noren/engine-kit';
import type { Category, CategoryCommand, CategoryEvent } from '../domain/category.ts';

/** Every command between its proto message and the domain's plain data. */
export const commandCodec = codec<CategoryCommand>({
  CreateCategory: message(
    'noren.category.v1.CreateCategory',
    commands.CreateCategory,
    (command) => ({ ...command, names: [...command.names] }),
    (wire) => ({ type: 'CreateCategory', ...wire }),
  ),
  RenameCategory: message(
    'noren.category.v1.RenameCategory',
    commands.RenameCategory,
    (command) => ({ ...command, names: [...command.names] }),
    ({ expectedVersion, ...wire }) => ({ type: 'RenameCategory', ...wire, ...given({ expectedVersion }) }),
  ),
  MoveCategory: message(
    'noren.category.v1.MoveCategory',
    commands.MoveCategory,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'MoveCategory', ...wire, ...given({ expectedVersion }) }),
  ),
  ArrangeCategories: message(
    'noren.category.v1.ArrangeCategories',
    commands.ArrangeCategories,
    (command) => ({ ...command, categoryIds: [...command.categoryIds] }),
    (wire) => ({ type: 'ArrangeCategories', ...wire }),
  ),
  DeleteCategory: message(
    'noren.category.v1.DeleteCategory',
    commands.DeleteCategory,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'DeleteCategory', ...wire, ...given({ expectedVersion }) }),
  ),
  FileItem: message(
    'noren.category.v1.FileItem',
    commands.FileItem,
    (wire) => wire,
    (wire) => ({ type: 'FileItem', ...wire }),
  ),
});

/** Every event between the domain's plain data and its proto message. */
export const eventCodec = codec<CategoryEvent>({
  CategoryCreated: message(
    'noren.category.v1.CategoryCreated',
    events.CategoryCreated,
    ({ category }) => ({ category: toWire(category) }),
    ({ category }) => ({ type: 'CategoryCreated', category: present(category, 'category') }),
  ),
  CategoryRenamed: message(
    'noren.category.v1.CategoryRenamed',
    events.CategoryRenamed,
    ({ category }) => ({ category: toWire(category) }),
    ({ category }) => ({ type: 'CategoryRenamed', category: present(category, 'category') }),
  ),
  CategoryMoved: message(
    'noren.category.v1.CategoryMoved',
    events.CategoryMoved,
    ({ category, formerParentId }) => ({ category: toWire(category), formerParentId }),
    ({ category, formerParentId }) => ({ type: 'CategoryMoved', category: present(category, 'category'), formerParentId }),
  ),
  CategoryDeleted: message(
    'noren.category.v1.CategoryDeleted',
    events.CategoryDeleted,
    (wire) => wire,
    (wire) => ({ type: 'CategoryDeleted', ...wire }),
  ),
  ItemFiled: message(
    'noren.category.v1.ItemFiled',
    events.ItemFiled,
    ({ filing, formerCategoryId }) => ({ filing, formerCategoryId }),
    ({ filing, formerCategoryId }) => ({ type: 'ItemFiled', filing: present(filing, 'filing'), formerCategoryId }),
  ),
});

/** The domain's lists are readonly, those of generated messages are not. */
function toWire(category: Category): records.Category {
  return { ...category, names: [...category.names] };
}
