import type { Operations } from '@noren/engine-kit';
import { calls } from '@noren/item-contract';
import { type Served, served, unary } from '@noren/service-kit';
import { GetItem } from '../application/get-item.ts';
import type { ItemCalls } from '../application/index.ts';
import { ListItems } from '../application/list-items.ts';
import { PublishItem } from '../application/publish-item.ts';
import { UnpublishItem } from '../application/unpublish-item.ts';
import { UpsertItems } from '../application/upsert-items.ts';

const merchant = ['merchant', 'service'] as const;
const anyone = ['merchant', 'platform', 'service'] as const;

/** Item's calls as gRPC serves them. */
export const itemService = (run: ItemCalls, operations: Operations): Served =>
  served(calls.ItemServiceService, {
    upsertItems: unary({ roles: merchant, schema: UpsertItems, run: run.upsertItems }),
    publishItem: unary({ roles: merchant, schema: PublishItem, run: run.publishItem }),
    unpublishItem: unary({ roles: merchant, schema: UnpublishItem, run: run.unpublishItem }),
    getItem: unary({ roles: anyone, schema: GetItem, run: run.getItem }),
    listItems: unary({ roles: anyone, schema: ListItems, run: run.listItems }),
    getOperation: unary({ roles: anyone, run: operations.get }),
    waitOperation: unary({ roles: anyone, run: operations.wait }),
  });
