import { connectionStates } from '@noren/link-contract/connection-states';
import { platformScopes } from '@noren/link-contract/scopes';
import { limits } from '@noren/link-contract/limits';
import type { ConnectionRecord } from '@noren/link-store';
import { cursorQuery, limitQuery, nextCursor, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import type { Connections } from '../../application/connections.ts';
import type { Platforms } from '../../application/platforms.ts';
import { cursorsOf } from './cursor.ts';
import { id, instant } from './schemas.ts';

const Connection = z
  .strictObject({
    merchant: z.string().describe('As you said it; whether there is such a merchant is not told'),
    state: z
      .enum(connectionStates)
      .describe('pending: not answered yet; ended: it was accepted, and taken back; lapsed: nobody answered for 31 days, and you may ask again'),
    shops: z
      .array(z.string())
      .optional()
      .describe('The shops that you may sell from where it is accepted, else those that you asked for; all where it is missing'),
    askedAt: instant.optional().describe('Missing where you were let in without asking'),
    decidedAt: instant.optional(),
  })
  .meta({ id: 'Connection' });

const view = ({ merchantId, state, shopIds, askedAt, decidedAt }: ConnectionRecord): z.infer<typeof Connection> => ({
  merchant: merchantId,
  state,
  ...(shopIds.length === 0 ? {} : { shops: [...shopIds] }),
  ...(askedAt === undefined ? {} : { askedAt }),
  ...(decidedAt === undefined ? {} : { decidedAt }),
});

/** How a platform comes to sell for a merchant: it asks, and the merchant's owner answers in the console. */
export const connectionRoutes = (platforms: Pick<Platforms, 'byId'>, connections: Connections): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/connections',
    summary: 'Ask a merchant to let you in',
    description:
      'The merchant’s owner sees it in the console and answers there, for all shops or single ones. The merchant is asked once: a repeat gets how it stands. Any id is taken, whether there is such a merchant or not.',
    tags: ['Connections'],
    scope: platformScopes,
    body: z.strictObject({
      merchant: id.describe('The merchant’s id, as the merchant has told you; their console shows it'),
      shops: z.array(id).min(1).max(limits.shopsAGrant).optional().describe('All where it is missing. The owner decides which'),
    }),
    problems: ['connection_own', 'connections_pending'],
    responses: { 200: { description: 'How it stands', schema: Connection } },
    async handle({ body: { merchant, shops = [] }, identity }) {
      const platform = await platforms.byId(identity.subject.replace(/^platform:/, ''));
      return { status: 200, body: view(await connections.ask(platform, merchant, shops)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/connections',
    summary: 'How you stand with merchants',
    description: 'Those that you have asked, and those that have let you in.',
    tags: ['Connections'],
    scope: platformScopes,
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery({ usual: limits.page.usual, most: limits.page.most }) }),
    problems: ['cursor_invalid'],
    responses: {
      200: {
        description: 'A page in the order of merchants’ ids',
        schema: z.strictObject({ connections: z.array(Connection), nextCursor }).meta({ id: 'ConnectionPage' }),
      },
    },
    async handle({ query: { cursor, limit: most }, identity: { subject } }) {
      const cursors = cursorsOf('connections', subject);
      const found = await connections.page({ platformId: subject.replace(/^platform:/, '') }, cursors.read(cursor), most + 1);
      const page = found.slice(0, most);
      const last = found.length > most ? page.at(-1) : undefined;
      return { status: 200, body: { connections: page.map(view), ...(last ? { nextCursor: cursors.write(last.merchantId) } : {}) } };
    },
  }),
];
