import type { ReadModel } from '../../packages/foundation/engine-kit/src/index.ts';
import { readModels as bff } from '../../packages/bff/server/src/index.ts';
import { module as category } from '../../packages/category/engine/src/index.ts';
import { module as inventory } from '../../packages/inventory/engine/src/index.ts';
import { module as item } from '../../packages/item/engine/src/index.ts';
import { readModels as link } from '../../packages/link/core/src/index.ts';
import { readModels as merchantLink } from '../../packages/merchant-link/core/src/index.ts';
import { module as order } from '../../packages/order/engine/src/index.ts';
import { module as shop } from '../../packages/shop/engine/src/index.ts';

/** Every read model by its name (`order.articles`), with the database role of the store that it lies in. */
export const readModels: ReadonlyMap<string, Readonly<{ model: ReadModel; role: string }>> = new Map(
  [...item.readModels, ...order.readModels, ...link, ...bff, ...merchantLink].map((model) => [model.name, { model, role: roleOf(model.name) }]),
);

/** `merchant-link.shops` lies in the schema `merchant_link`. */
function roleOf(name: string): string {
  return name.slice(0, name.indexOf('.')).replaceAll('-', '_');
}

/** The contexts, whose engines keep records of their own. */
export const engines = { shop, item, category, inventory, order } as const;
