import { session } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import { PUBLIC, type Reply, type Route, route } from '@noren/service-kit';
import type { Invitations } from '../../application/invitations.ts';
import { type LoggingIn, type Started, sessionOf } from '../../application/sessions.ts';
import { answering, NO_STORE } from './answering.ts';
import type { Visitors } from './visitors.ts';

type Needs = Readonly<{ sessions: LoggingIn; invitations: Pick<Invitations, 'look'>; visitors: Visitors; store: Pick<ConsoleStore, 'people' | 'shops'> }>;

/** Logging in and out, and one's own account. */
export function sessionRoutes({ sessions, invitations, visitors, store }: Needs): readonly Route[] {
  const begun = async ({ id, session: started }: Started, ...besides: string[]): Promise<Reply<200, Buffer>> => ({
    status: 200,
    body: Buffer.from(JSON.stringify(await sessionOf(started, store.shops))),
    headers: { ...NO_STORE, 'set-cookie': [visitors.cookie(id), ...besides] },
  });
  const { login, invitation, join, me, logout, change, changePassword } = session;
  return [
    route({
      ...about(login),
      scope: PUBLIC,
      body: login.body,
      responses: { 200: { description: login.summary, schema: login.answers[200] } },
      async handle({ body: { email, password }, address, unknownProxy, cookies }) {
        const started = await sessions.logIn(email, password, { address, unknownProxy, ...visitors.brought(cookies) });
        return begun(started, visitors.deviceCookie(started.deviceId));
      },
    }),
    route({
      ...about(invitation),
      scope: PUBLIC,
      body: invitation.body,
      responses: { 200: { description: invitation.summary, schema: invitation.answers[200] } },
      async handle({ body: { token } }) {
        const { person, endsAt } = await invitations.look(token);
        const { email, name, language, merchantId } = person;
        const merchant = (await store.shops.merchant(merchantId))?.name ?? '';
        return { status: 200, body: Buffer.from(JSON.stringify({ email, name, language, merchant, endsAt })), headers: NO_STORE };
      },
    }),
    route({
      ...about(join),
      scope: PUBLIC,
      body: join.body,
      responses: { 200: { description: join.summary, schema: join.answers[200] } },
      async handle({ body: { token, password }, address, unknownProxy, cookies }) {
        const started = await sessions.join(token, password, { address, unknownProxy, ...visitors.brought(cookies) });
        return begun(started, visitors.deviceCookie(started.deviceId));
      },
    }),
    answering(visitors, me, ({ visitor }) => sessionOf(visitor.session, store.shops)),
    route({
      ...about(logout),
      scope: logout.takes,
      responses: { 204: { description: logout.summary } },
      async handle({ identity }) {
        await sessions.logOut(visitors.of(identity).session);
        return { status: 204, body: undefined, headers: { ...NO_STORE, 'set-cookie': visitors.cookie(undefined) } };
      },
    }),
    answering(visitors, change, async ({ body: { name, language }, visitor: { session: of, person } }) => {
      const after = await store.people.change(person.personId, undefined, { ...(name ? { name } : {}), ...(language ? { language } : {}) });
      return sessionOf({ ...of, person: after ?? person }, store.shops);
    }),
    route({
      ...about(changePassword),
      scope: changePassword.takes,
      body: changePassword.body,
      responses: { 200: { description: changePassword.summary, schema: changePassword.answers[200] } },
      handle: async ({ body: { current, next }, identity }) => begun(await sessions.changePassword(visitors.of(identity).session, current, next)),
    }),
  ];
}

const about = <Method extends string>({
  method,
  path,
  summary,
  secret = false,
  problems = [],
}: Readonly<{ method: Method; path: string; summary: string; secret?: boolean; problems?: readonly string[] }>) => ({
  method,
  path,
  summary,
  secret,
  problems: [...problems, 'csrf_token_wrong'],
  tags: ['session'],
});
