import { calls } from '@noren/category-contract';
import type { Operations } from '@noren/engine-kit';
import { type Served, served, unary } from '@noren/service-kit';
import { ArrangeCategories } from '../application/arrange-categories.ts';
import { CreateCategories } from '../application/create-categories.ts';
import { DeleteCategory } from '../application/delete-category.ts';
import { FileItems } from '../application/file-items.ts';
import { GetFilings } from '../application/get-filings.ts';
import { GetTree } from '../application/get-tree.ts';
import type { CategoryCalls } from '../application/index.ts';
import { MoveCategory } from '../application/move-category.ts';
import { RenameCategory } from '../application/rename-category.ts';
import { whoMay } from './who-may.ts';

/** Category's calls as gRPC serves them. */
export const categoryService = (run: CategoryCalls, operations: Operations): Served =>
  served(calls.CategoryServiceService, {
    createCategories: unary({ roles: whoMay.createCategories, schema: CreateCategories, run: run.createCategories }),
    renameCategory: unary({ roles: whoMay.renameCategory, schema: RenameCategory, run: run.renameCategory }),
    moveCategory: unary({ roles: whoMay.moveCategory, schema: MoveCategory, run: run.moveCategory }),
    arrangeCategories: unary({ roles: whoMay.arrangeCategories, schema: ArrangeCategories, run: run.arrangeCategories }),
    deleteCategory: unary({ roles: whoMay.deleteCategory, schema: DeleteCategory, run: run.deleteCategory }),
    fileItems: unary({ roles: whoMay.fileItems, schema: FileItems, run: run.fileItems }),
    getTree: unary({ roles: whoMay.getTree, schema: GetTree, run: run.getTree }),
    getFilings: unary({ roles: whoMay.getFilings, schema: GetFilings, run: run.getFilings }),
    getOperation: unary({ roles: whoMay.getOperation, run: operations.get }),
    waitOperation: unary({ roles: whoMay.waitOperation, run: operations.wait }),
  });
