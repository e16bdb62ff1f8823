import { calls } from '@noren/category-contract';
import type { Operations } from '@noren/engine-kit';
import { type Served, served, unary } from '@noren/service-kit';
import { CreateCategories } from '../application/create-categories.ts';
import { DeleteCategory } from '../application/delete-category.ts';
import { FileItems } from '../application/file-items.ts';
import { GetFilings } from '../application/get-filings.ts';
import { GetTree } from '../application/get-tree.ts';
import type { CategoryCalls } from '../application/index.ts';
import { MoveCategory } from '../application/move-category.ts';
import { RenameCategory } from '../application/rename-category.ts';

const merchant = ['merchant', 'service'] as const;
const anyone = ['merchant', 'platform', 'service'] as const;

/** Category's calls as gRPC serves them. */
export const categoryService = (run: CategoryCalls, operations: Operations): Served =>
  served(calls.CategoryServiceService, {
    createCategories: unary({ roles: merchant, schema: CreateCategories, run: run.createCategories }),
    renameCategory: unary({ roles: merchant, schema: RenameCategory, run: run.renameCategory }),
    moveCategory: unary({ roles: merchant, schema: MoveCategory, run: run.moveCategory }),
    deleteCategory: unary({ roles: merchant, schema: DeleteCategory, run: run.deleteCategory }),
    fileItems: unary({ roles: merchant, schema: FileItems, run: run.fileItems }),
    getTree: unary({ roles: anyone, schema: GetTree, run: run.getTree }),
    getFilings: unary({ roles: anyone, schema: GetFilings, run: run.getFilings }),
    getOperation: unary({ roles: anyone, run: operations.get }),
    waitOperation: unary({ roles: anyone, run: operations.wait }),
  });
