import { integrations, Person, platforms as access, staff as people } from '@noren/bff-contract';
import type { KnownShops } from '@noren/bff-store';
import { currentCall, callFrom, inCall, type Route } from '@noren/service-kit';
import type { Once } from '../../application/once.ts';
import type { Keys, Platforms } from '../../application/ports.ts';
import type { Staff } from '../../application/staff.ts';
import { identityEverywhere, type Visitor } from '../../application/visitor.ts';
import { type ParsedCall, answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

type Needs = Readonly<{ visitors: Visitors; keys: Keys; platforms: Platforms; staff: Staff; once: Once; shops: KnownShops }>;

/** Keys, platforms and people: what only an owner decides. */
export const ownerRoutes = ({ visitors, keys, platforms, staff, once, shops }: Needs): readonly Route[] => [
  answering(visitors, integrations.list, ({ visitor }) => everywhere(shops, visitor, () => keys.list(visitor.person.merchantId))),
  answering(visitors, integrations.create, (call) =>
    once.writeSecret(
      mutation('keys.create', call),
      ({ key }) => key,
      () => everywhere(shops, call.visitor, () => keys.create(call.visitor.person.merchantId, call.body)),
    ),
  ),
  answering(visitors, integrations.revoke, ({ params: { kind, keyId }, visitor }) =>
    everywhere(shops, visitor, () => keys.revoke(visitor.person.merchantId, kind, keyId)),
  ),
  answering(visitors, access.list, ({ visitor }) => everywhere(shops, visitor, () => platforms.list(visitor.person.merchantId))),
  answering(visitors, access.letIn, ({ params: { platformId }, body: { shopIds }, visitor }) =>
    everywhere(shops, visitor, () => platforms.letIn(visitor.person.merchantId, platformId, shopIds)),
  ),
  answering(visitors, access.takeBack, ({ params: { platformId }, visitor }) =>
    everywhere(shops, visitor, () => platforms.takeBack(visitor.person.merchantId, platformId)),
  ),
  answering(visitors, access.refuse, ({ params: { platformId }, visitor }) =>
    everywhere(shops, visitor, () => platforms.refuse(visitor.person.merchantId, platformId)),
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
  answering(visitors, people.resetPassword, (call) =>
    once.writeSecret(
      mutation('staff.reset', call),
      ({ person }) => person,
      () => staff.resetPassword(call.visitor.person, call.params.personId, call.body.version),
    ),
  ),
];

/** Keys open every shop of the merchant: who asks for one has to be an owner of them all, and whoever keeps the keys checks it again. */
async function everywhere<Answer>(shops: KnownShops, { person }: Visitor, ask: () => Promise<Answer>): Promise<Answer> {
  const all = await shops.ofMerchant(person.merchantId);
  const identity = identityEverywhere(
    person,
    all.map(({ shopId }) => shopId),
  );
  return inCall({ ...(currentCall() ?? callFrom()), identity }, ask);
}

/** Who asks for it, and what for: the same key with another request is a mistake. */
const mutation = (what: string, { visitor, key, params, body }: ParsedCall<unknown, unknown, unknown>) => ({
  personId: visitor.person.personId,
  key,
  request: { what, params, body },
});
