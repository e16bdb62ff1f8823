import { imports as calls } from '@noren/bff-contract';
import type { Route } from '@noren/service-kit';
import type { Imports } from '../../application/imports.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** Files on their way into the catalogue. */
export const importRoutes = (visitors: Visitors, imports: Imports): readonly Route[] => [
  answering(visitors, calls.upload, ({ query, body, visitor: { person }, key }) => imports.upload({ person, key, bytes: body, ...query })),
  answering(visitors, calls.list, ({ visitor }) => imports.list(visitor.person.merchantId)),
  answering(visitors, calls.get, ({ params: { importId }, visitor }) => imports.get(visitor.person.merchantId, importId)),
  answering(visitors, calls.rows, ({ params: { importId }, query: { kind, cursor = '' }, visitor }) =>
    imports.rows(visitor.person.merchantId, importId, kind, cursor),
  ),
  answering(visitors, calls.confirm, ({ params: { importId }, visitor }) => imports.confirm(visitor.person.merchantId, importId)),
  answering(visitors, calls.discard, ({ params: { importId }, visitor }) => imports.discard(visitor.person.merchantId, importId)),
];
