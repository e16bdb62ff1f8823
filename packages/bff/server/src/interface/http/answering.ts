import type { CallSpec } from '@noren/bff-contract';
import { BYTES_TYPE, PUBLIC, type Reply, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import { requireRole, type Visitor } from '../../application/visitor.ts';
import type { Visitors } from './visitors.ts';

/** A call of the contract whose every part has been parsed, from somebody who may make it. */
export type ParsedCall<Params, Query, Body> = Readonly<{
  params: Params;
  query: Query;
  body: Body;
  visitor: Visitor;
  /** Where the call is idempotent; else empty. */
  key: string;
  address: string;
}>;

type Spec<Params, Query, Body, Answer> = Omit<CallSpec, 'params' | 'query' | 'body' | 'answers'> &
  Readonly<{
    params?: z.ZodType<Params>;
    query?: z.ZodType<Query>;
    body?: z.ZodType<Body>;
    answers: Readonly<Record<number, z.ZodType<Answer> | null>>;
  }>;

const FILE_LIMIT = { bodyLimit: 16 * 1024 * 1024, timeoutMs: 60_000 };
/** What a shop sells and who works there stays out of the caches of a shared tablet. */
export const NO_STORE = { 'cache-control': 'no-store' };
const ShopInIt = z.object({ shopId: z.string().optional() });

/** A call of the contract as a route: it asks who comes, whether they may, and gives the answer that the contract says. */
export function answering<Answer, Params = unknown, Query = unknown, Body = undefined>(
  visitors: Visitors,
  spec: Spec<Params, Query, Body, Answer>,
  handle: (call: ParsedCall<Params, Query, Body>) => Promise<Answer>,
): Route {
  const { method, path, summary, takes, params, query, body, bytes, secret = false, idempotent = false, file, answers, problems = [] } = spec;
  const [[status, schema] = [200, null]] = Object.entries(answers);
  return route({
    method,
    path,
    summary,
    tags: [path.split('/').find((part) => part !== '' && part !== 'api' && !part.startsWith('{')) ?? 'console'],
    scope: takes === 'anybody' ? PUBLIC : takes,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
    ...(bytes ? { accepts: BYTES_TYPE, ...FILE_LIMIT } : {}),
    idempotent,
    secret,
    problems: [...problems, ...ofAnyCall(spec)],
    responses: { [status]: { description: summary, ...(file ? { contentType: file.type } : schema === null ? {} : { schema }) } },
    async handle({ params: given, query: queryParams, body: sent, identity, idempotencyKey = '', address }): Promise<Reply<number, Buffer | undefined>> {
      const visitor = visitors.of(identity);
      requireRole(visitor.person, takes, shopIn(given));
      // A shop that a query names besides is looked at as if it were the call's own.
      const besides = shopIn(queryParams);
      if (besides !== undefined) requireRole(visitor.person, takes, besides);
      const answer = await handle({ params: given, query: queryParams, body: sent, visitor, key: idempotencyKey, address });
      if (file) return { status: Number(status), body: Buffer.from(String(answer)), headers: { ...NO_STORE, ...attachment(file) } };
      return { status: Number(status), body: schema === null ? undefined : Buffer.from(JSON.stringify(answer)), headers: NO_STORE };
    },
  });
}

/** What a call may refuse with whatever it is about: of who asks, and of the shop that it names. */
const ofAnyCall = ({ path, query }: Pick<CallSpec, 'path' | 'query'>): readonly string[] => {
  const isOfShop = path.includes('{shopId}') || (query instanceof z.ZodObject && 'shopId' in query.shape);
  return ['csrf_token_wrong', 'role_forbidden', ...(isOfShop ? ['shop_not_found'] : [])];
};
const attachment = ({ type, name }: NonNullable<CallSpec['file']>) => ({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` });
const shopIn = (parsed: unknown): string | undefined => ShopInIt.safeParse(parsed).data?.shopId;
