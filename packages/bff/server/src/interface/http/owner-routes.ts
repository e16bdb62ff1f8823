import { integrations, Person, staff as people } from '@noren/bff-contract';
import type { KnownShops } from '@noren/bff-store';
import { currentCall, callFrom, inCall, type Route } from '@noren/service-kit';
import type { Once } from '../../application/once.ts';
import type { Keys } from '../../application/ports.ts';
import type { Staff } from '../../application/staff.ts';
import { identityEverywhere, type Visitor } from '../../application/visitor.ts';
import { type ParsedCall, answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

type Needs = Readonly<{ visitors: Visitors; keys: Keys; staff: Staff; once: Once; shops: KnownShops }>;

/** Keys and people: what only an owner decides. */
export const ownerRoutes = ({ visitors, keys, staff, once, shops }: Needs): readonly Route[] => [
  answering(visitors, integrations.list, ({ visitor }) => everywhere(shops, visitor, () => keys.list(visitor.person.merchantId))),
  answering(visitors, integrations.create, (asked) =>
    once.writeSecret(
      wish('keys.create', asked),
      ({ key }) => key,
      () => everywhere(shops, asked.visitor, () => keys.create(asked.visitor.person.merchantId, asked.body.kind, asked.body.name)),
    ),
  ),
  answering(visitors, integrations.revoke, ({ params: { kind, keyId }, visitor }) =>
    everywhere(shops, visitor, () => keys.revoke(visitor.person.merchantId, kind, keyId)),
  ),
  answering(visitors, people.list, ({ visitor }) => staff.list(visitor.person)),
  answering(visitors, people.create, (asked) =>
    once.writeSecret(
      wish('staff.create', asked),
      ({ person }) => person,
      () => staff.create(asked.visitor.person, asked.body),
    ),
  ),
  answering(visitors, people.change, (asked) =>
    once.write(
      wish('staff.change', asked),
      (answer) => Person.parse(answer),
      () => staff.change(asked.visitor.person, asked.params.personId, asked.body),
    ),
  ),
  answering(visitors, people.resetPassword, (asked) =>
    once.writeSecret(
      wish('staff.reset', asked),
      ({ person }) => person,
      () => staff.resetPassword(asked.visitor.person, asked.params.personId, asked.body.version),
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

/** Whose wish it is, and what is wished: the same key with another wish is a mistake. */
const wish = (what: string, { visitor, key, params, body }: ParsedCall<unknown, unknown, unknown>) => ({
  personId: visitor.person.personId,
  key,
  request: { what, params, body },
});
