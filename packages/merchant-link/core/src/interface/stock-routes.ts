import { limits } from '@noren/inventory-contract/limits';
import { cursorQuery, limitQuery, nextCursor, type Route, route, VERSION_TAG, versionTag } from '@noren/service-kit';
import { z } from 'zod';
import { withBadLines } from '../application/lines.ts';
import { adjustStock, AdjustStock, levelOf, listStock, setStock, SetStock, StockLevel } from '../application/stock.ts';
import { shopId, sku } from '../application/schemas.ts';
import type { Contexts } from '../application/ports.ts';
import { BULK, knownShop, linesReply, linesResponses, merchantOf } from './replies.ts';

const BY_LINE = 'Each line is read and decided by itself: one that cannot be read is refused in its place as `invalid_request`, and costs no other.';
const params = z.strictObject({ shopId });
const responses = linesResponses('Every line is decided; its result tells the level reached');
const lineProblems = ['invalid_request', 'quantity', 'version_conflict', 'stock_moved', 'unit_changed', 'reason_direction'];

export const stockRoutes = (contexts: Contexts): readonly Route[] => [
  route({
    method: 'PUT',
    path: '/v1/shops/{shopId}/stock',
    summary: 'Set what is on the shelf, as counted',
    description: BY_LINE,
    tags: ['Stock'],
    scope: 'stock:write',
    idempotent: true,
    ...BULK,
    params,
    body: SetStock,
    standIn: { sku: '', onHand: 0 },
    problems: ['shop_not_found'],
    lineProblems,
    responses,
    handle: async ({ params, body, badLines, identity }) =>
      linesReply(withBadLines(await setStock(contexts, merchantOf(identity), knownShop(identity, params.shopId), body), badLines)),
  }),
  route({
    method: 'POST',
    path: '/v1/shops/{shopId}/stock/adjustments',
    summary: 'Tell what came or went',
    description: BY_LINE,
    tags: ['Stock'],
    scope: 'stock:write',
    idempotent: true,
    ...BULK,
    params,
    body: AdjustStock,
    standIn: { sku: '', delta: 1, reason: 'counted' },
    problems: ['shop_not_found'],
    lineProblems,
    responses,
    handle: async ({ params, body, badLines, identity }) =>
      linesReply(withBadLines(await adjustStock(contexts, merchantOf(identity), knownShop(identity, params.shopId), body), badLines)),
  }),
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}/stock',
    summary: 'The stock of a shop, in SKU order',
    tags: ['Stock'],
    scope: 'stock:read',
    params,
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery({ usual: 500, most: limits.page.most }) }),
    problems: ['shop_not_found', 'cursor_invalid'],
    responses: {
      200: {
        description: 'A page',
        schema: z.strictObject({ lines: z.array(StockLevel), nextCursor }).meta({ id: 'StockPage' }),
      },
    },
    handle: async ({ params, query, identity }) => ({
      status: 200,
      body: await listStock(contexts, knownShop(identity, params.shopId), query.cursor ?? '', query.limit),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}/stock/{sku}',
    summary: 'What a shop holds of an article',
    tags: ['Stock'],
    scope: 'stock:read',
    params: params.extend({ sku }),
    problems: ['shop_not_found', 'article_not_found'],
    responses: { 200: { description: 'The level', schema: StockLevel, headers: VERSION_TAG } },
    async handle({ params, identity }) {
      const level = await levelOf(contexts, knownShop(identity, params.shopId), params.sku);
      return { status: 200, body: level, headers: { etag: versionTag(level.version) } };
    },
  }),
];
