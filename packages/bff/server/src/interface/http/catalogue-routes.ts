import { catalogue as calls } from '@noren/bff-contract';
import type { Route } from '@noren/service-kit';
import type { Catalogue, Categories } from '../../application/ports.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** Items, and the tree of categories in which they stand. */
export const catalogueRoutes = (visitors: Visitors, items: Catalogue, tree: Categories): readonly Route[] => [
  answering(visitors, calls.search, ({ query: { q = '', unfiled, cursor = '', ...rest }, visitor }) =>
    items.search(visitor.person.merchantId, { text: q, unfiled: unfiled === 'true', cursor, ...rest }),
  ),
  answering(visitors, calls.get, ({ params: { sku }, query, visitor }) => items.get(visitor.person.merchantId, sku, query.shopId)),
  answering(visitors, calls.save, ({ params: { sku }, body: { version, ...fields }, visitor }) => items.save(visitor.person.merchantId, sku, fields, version)),
  answering(visitors, calls.publish, ({ params: { sku }, body: { status, version }, visitor }) =>
    items.setStatus(visitor.person.merchantId, sku, status, version),
  ),
  answering(visitors, calls.file, ({ body: { lines }, visitor }) => items.file(visitor.person.merchantId, lines)),
  answering(visitors, calls.categories, ({ visitor }) => tree.tree(visitor.person.merchantId)),
  answering(visitors, calls.createCategory, ({ body, visitor }) => tree.create(visitor.person.merchantId, body)),
  answering(visitors, calls.renameCategory, ({ params: { categoryId }, body: { names, version }, visitor }) =>
    tree.rename(visitor.person.merchantId, categoryId, names, version),
  ),
  answering(visitors, calls.moveCategory, ({ params: { categoryId }, body: { parentId, position, version }, visitor }) =>
    tree.place(visitor.person.merchantId, categoryId, parentId, position, version),
  ),
  answering(visitors, calls.deleteCategory, ({ params: { categoryId }, query: { version }, visitor }) =>
    tree.remove(visitor.person.merchantId, categoryId, Number(version)),
  ),
];
