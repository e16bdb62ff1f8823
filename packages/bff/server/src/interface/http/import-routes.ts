import { imports as calls } from '@noren/bff-contract';
import type { Route } from '@noren/service-kit';
import type { Imports } from '../../application/imports.ts';
import { requireRole, type Visitor } from '../../application/visitor.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** Files on their way into the catalogue. */
export function importRoutes(visitors: Visitors, imports: Imports): readonly Route[] {
  /** What a file sets of a shop's stock is for who manages that shop, whoever uploaded it. */
  const demandShop = async ({ person }: Visitor, importId: string): Promise<void> => {
    const { shopId } = await imports.get(person.merchantId, importId);
    if (shopId !== undefined) requireRole(person, calls.confirm.takes, shopId);
  };
  return [
    answering(visitors, calls.upload, ({ query, body, visitor: { person }, key }) => imports.upload({ person, key, bytes: body, ...query })),
    answering(visitors, calls.list, ({ visitor }) => imports.list(visitor.person.merchantId)),
    answering(visitors, calls.get, ({ params: { importId }, visitor }) => imports.get(visitor.person.merchantId, importId)),
    answering(visitors, calls.rows, ({ params: { importId }, query: { kind, cursor = '' }, visitor }) =>
      imports.rows(visitor.person.merchantId, importId, kind, cursor),
    ),
    answering(visitors, calls.refused, ({ params: { importId }, visitor }) => imports.refused(visitor.person.merchantId, importId)),
    answering(visitors, calls.template, async () => imports.template),
    answering(visitors, calls.confirm, async ({ params: { importId }, visitor }) => {
      await demandShop(visitor, importId);
      return imports.confirm(visitor.person.merchantId, importId);
    }),
    answering(visitors, calls.discard, async ({ params: { importId }, visitor }) => {
      await demandShop(visitor, importId);
      await imports.discard(visitor.person.merchantId, importId);
    }),
  ];
}
