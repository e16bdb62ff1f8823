import type { records } from '@noren/item-contract';
import { limits } from '@noren/item-contract/limits';
import { cursorQuery, limitQuery, MERGE_PATCH_TYPE, nextCursor, positionOf, type Route, route, VERSION_TAG } from '@noren/service-kit';
import { z } from 'zod';
import { ItemPatch, UpsertItems } from '../application/item-lines.ts';
import { patchItem } from '../application/patch-item.ts';
import { getItem, listItems } from '../application/read-items.ts';
import { sku } from '../application/schemas.ts';
import type { ItemContexts } from '../application/ports.ts';
import { upsertItems } from '../application/upsert-items.ts';
import { withBadLines } from '../application/lines.ts';
import { itemReply, itemView } from './item-view.ts';
import { BULK, linesReply, linesResponses, merchantOf, POSITION, REPLAYED } from './replies.ts';

const params = z.strictObject({ sku });
const tags = ['Items'];
/** What the contexts refuse of an item's fields. */
const VALUES = [
  ...([
    'sku',
    'gtin',
    'names',
    'language',
    'price',
    'currency',
    'currency_not_sold',
    'tax_class',
    'status',
    'sold_by',
    'unit_in_use',
    'unit_changing',
  ] as const),
  ...(['image_urls', 'too_deep', 'too_many_categories', 'category_ambiguous', 'category_not_found'] as const),
] as const;

export const itemRoutes = (contexts: ItemContexts<records.Item>): readonly Route[] => [
  route({
    method: 'PUT',
    path: '/v1/items',
    summary: 'Create or change items by SKU',
    description:
      'Up to 10,000 lines; each is read and decided by itself and has its own answer: one that cannot be read is refused in its place as `invalid_request`, and costs no other. A line is a merge patch (RFC 7396): what it does not name stays, null clears, a new item has the defaults.',
    tags,
    scope: 'items:write',
    idempotent: true,
    ...BULK,
    body: UpsertItems,
    standIn: { sku: '' },
    problems: ['too_many_categories'],
    lineProblems: ['invalid_request', ...VALUES, 'version_conflict'],
    responses: linesResponses('Every line is decided'),
    handle: async ({ body, badLines, identity, idempotencyKey }) =>
      linesReply(withBadLines(await upsertItems(contexts, merchantOf(identity), body.lines, idempotencyKey), badLines)),
  }),
  route({
    method: 'PATCH',
    path: '/v1/items/{sku}',
    summary: 'Change what is named of an item',
    description: 'A merge patch (RFC 7396): what it does not name stays, null clears. A new item comes by PUT /v1/items.',
    tags,
    scope: 'items:write',
    idempotent: true,
    ifMatch: true,
    params,
    accepts: MERGE_PATCH_TYPE,
    body: ItemPatch,
    problems: ['item_not_found', ...VALUES],
    responses: { 200: { description: 'The item after the change', schema: itemView.schema, headers: { ...VERSION_TAG, ...REPLAYED, ...POSITION } } },
    async handle({ params, body, identity, idempotencyKey, expectedVersion }) {
      const merchantId = merchantOf(identity);
      const { positions, replayed } = await patchItem(contexts, merchantId, { ...body, sku: params.sku, expectedVersion }, idempotencyKey);
      const shown = itemReply(await getItem(contexts, merchantId, params.sku));
      return { ...shown, headers: { ...shown.headers, ...(replayed ? { 'idempotent-replayed': 'true' } : {}), ...positionOf(positions) } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/items/{sku}',
    summary: 'An item by its SKU',
    tags,
    scope: 'items:read',
    params,
    problems: ['item_not_found'],
    responses: { 200: { description: 'The item', schema: itemView.schema, headers: VERSION_TAG } },
    handle: async ({ params, identity }) => itemReply(await getItem(contexts, merchantOf(identity), params.sku)),
  }),
  route({
    method: 'GET',
    path: '/v1/items',
    summary: 'All items, in the order of their SKUs',
    tags,
    scope: 'items:read',
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery(limits.page) }),
    problems: ['cursor_invalid'],
    responses: { 200: { description: 'A page', schema: z.strictObject({ items: z.array(itemView.schema), nextCursor }).meta({ id: 'ItemPage' }) } },
    async handle({ query, identity }) {
      const { items, ...next } = await listItems(contexts, merchantOf(identity), query.cursor ?? '', query.limit);
      return { status: 200, body: { items: items.map(({ item, category }) => itemView.of(item, { category })), ...next } };
    },
  }),
];
