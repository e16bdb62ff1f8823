import type { Operations } from '@noren/engine-kit';
import { calls } from '@noren/item-contract';
import { type Served, served, unary } from '@noren/service-kit';
import { GetItem } from '../application/get-item.ts';
import { GetItems } from '../application/get-items.ts';
import type { ItemCalls } from '../application/index.ts';
import { ListItems } from '../application/list-items.ts';
import { PublishItem } from '../application/publish-item.ts';
import { SearchItems } from '../application/search-items.ts';
import { UnpublishItem } from '../application/unpublish-item.ts';
import { UpsertItems } from '../application/upsert-items.ts';
import { whoMay } from './who-may.ts';

/** Item's calls as gRPC serves them. */
export const itemService = (run: ItemCalls, operations: Operations): Served =>
  served(calls.ItemServiceService, {
    upsertItems: unary({ roles: whoMay.upsertItems, schema: UpsertItems, run: run.upsertItems }),
    publishItem: unary({ roles: whoMay.publishItem, schema: PublishItem, run: run.publishItem }),
    unpublishItem: unary({ roles: whoMay.unpublishItem, schema: UnpublishItem, run: run.unpublishItem }),
    getItem: unary({ roles: whoMay.getItem, schema: GetItem, run: run.getItem }),
    listItems: unary({ roles: whoMay.listItems, schema: ListItems, run: run.listItems }),
    getItems: unary({ roles: whoMay.getItems, schema: GetItems, run: run.getItems }),
    searchItems: unary({ roles: whoMay.searchItems, schema: SearchItems, run: run.searchItems }),
    getOperation: unary({ roles: whoMay.getOperation, run: operations.get }),
    waitOperation: unary({ roles: whoMay.waitOperation, run: operations.wait }),
  });
