import { integrations, Person, platforms as access, staff as people } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import type { Route } from '@noren/service-kit';
import { everywhere } from '../../application/everywhere.ts';
import type { Once } from '../../application/once.ts';
import type { Keys, Platforms } from '../../application/ports.ts';
import type { Staff } from '../../application/staff.ts';
import { type ParsedCall, answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

type Needs = Readonly<{ visitors: Visitors; keys: Keys; platforms: Platforms; staff: Staff; once: Once; store: Pick<ConsoleStore, 'people' | 'shops'> }>;

/** Keys, platforms and people: what only an owner decides. */
export const ownerRoutes = ({ visitors, keys, platforms, staff, once, store }: Needs): readonly Route[] => [
  answering(visitors, integrations.list, ({ visitor }) => everywhere(store, visitor.person, () => keys.list(visitor.person.merchantId))),
  answering(visitors, integrations.create, (call) =>
    once.writeSecret(
      mutation('keys.create', call),
      ({ key }) => key,
      () => everywhere(store, call.visitor.person, () => keys.create(call.visitor.person.merchantId, call.body)),
    ),
  ),
  answering(visitors, integrations.revoke, ({ params: { kind, keyId }, visitor }) =>
    everywhere(store, visitor.person, () => keys.revoke(visitor.person.merchantId, kind, keyId)),
  ),
  answering(visitors, access.list, ({ visitor }) => everywhere(store, visitor.person, () => platforms.list(visitor.person.merchantId))),
  answering(visitors, access.letIn, ({ params: { platformId }, body: { shopIds }, visitor }) =>
    everywhere(store, visitor.person, () => platforms.letIn(visitor.person.merchantId, platformId, shopIds)),
  ),
  answering(visitors, access.takeBack, ({ params: { platformId }, visitor }) =>
    everywhere(store, visitor.person, () => platforms.takeBack(visitor.person.merchantId, platformId)),
  ),
  answering(visitors, access.refuse, ({ params: { platformId }, visitor }) =>
    everywhere(store, visitor.person, () => platforms.refuse(visitor.person.merchantId, platformId)),
  ),
  answering(visitors, people.list, ({ visitor }) => staff.list(visitor.person)),
  answering(visitors, people.create, (call) =>
    once.writeSecret(
      mutation('staff.create', call),
      ({ person }) => person,
      () => staff.create(call.visitor.person, call.body),
    ),
  ),
  answering(visitors, people.change, (call) =>
    once.write(
      mutation('staff.change', call),
      (answer) => Person.parse(answer),
      () => staff.change(call.visitor.person, call.params.personId, call.body),
    ),
  ),
  answering(visitors, people.invite, (call) =>
    once.writeSecret(
      mutation('staff.invite', call),
      ({ person }) => person,
      () => staff.invite(call.visitor.person, call.params.personId, call.body.version),
    ),
  ),
];

/** Who asks for it, and what for: the same key with another request is a mistake. */
const mutation = (what: string, { visitor, key, params, body }: ParsedCall<unknown, unknown, unknown>) => ({
  personId: visitor.person.personId,
  key,
  request: { what, params, body },
});
