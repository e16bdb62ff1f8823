import { integrations, Person, staff as people } from '@noren/bff-contract';
import type { Route } from '@noren/service-kit';
import type { Once } from '../../application/once.ts';
import type { Keys } from '../../application/ports.ts';
import type { Staff } from '../../application/staff.ts';
import { type Asked, answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

type Needs = Readonly<{ visitors: Visitors; keys: Keys; staff: Staff; once: Once }>;

/** Keys and people: what only an owner decides. */
export const ownerRoutes = ({ visitors, keys, staff, once }: Needs): readonly Route[] => [
  answering(visitors, integrations.list, ({ visitor }) => keys.list(visitor.person.merchantId)),
  answering(visitors, integrations.create, (asked) =>
    once.writeSecret(
      wish('keys.create', asked),
      ({ key }) => key,
      () => keys.create(asked.visitor.person.merchantId, asked.body.kind, asked.body.name),
    ),
  ),
  answering(visitors, integrations.revoke, ({ params: { kind, keyId }, visitor }) => keys.revoke(visitor.person.merchantId, kind, keyId)),
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

/** Whose wish it is, and what is wished: the same key with another wish is a mistake. */
const wish = (what: string, { visitor, key, params, body }: Asked<unknown, unknown, unknown>) => ({
  personId: visitor.person.personId,
  key,
  request: { what, params, body },
});
