import { z } from 'zod';
import { call } from './call.ts';
import { email } from './session.ts';
import { id, instant, Language, Role, text, version } from './schemas.ts';

export const ShopRole = z.strictObject({ shopId: id, role: Role });
export type ShopRole = z.infer<typeof ShopRole>;

export const Person = z.strictObject({
  personId: id,
  email: z.string(),
  name: z.string(),
  language: Language,
  shops: z.array(ShopRole),
  disabled: z.boolean(),
  invited: z.boolean().describe('Has no password of their own: comes in by a link'),
  lastSeenAt: instant.optional(),
  version,
});
export type Person = z.infer<typeof Person>;

const shopsOf = z.array(ShopRole).min(1).max(1_000);
const params = z.strictObject({ personId: id });
/** Of `token` the page makes the link: its own address and `/join#token`. Good once, until it ends, or another is made. */
const Invited = z.strictObject({ person: Person, token: z.string(), endsAt: instant });
/** `last_owner`: every shop keeps an owner who can log in. `own_role`: nobody takes an owner's role or access away from themselves. */
const problems = ['person_not_found', 'version_conflict', 'last_owner', 'own_role', 'shop_not_found'];

/** An owner sees and changes the people of the shops that are theirs. A `version_conflict` has the Person in `now`. */
export const staff = {
  list: call({
    method: 'GET',
    path: '/api/staff',
    summary: 'People and their roles',
    takes: 'owner',
    answers: { 200: z.strictObject({ people: z.array(Person) }) },
  }),
  /** The link is shown this once; whoever opens it chooses a password. A repeat is 409 `secret_shown_once` with the Person in `now`. */
  create: call({
    method: 'POST',
    path: '/api/staff',
    summary: 'Invite somebody',
    takes: 'owner',
    secret: true,
    body: z.strictObject({ email, name: text(100, 1), language: Language, shops: shopsOf }),
    idempotent: true,
    answers: { 200: Invited },
    problems: ['email_taken', 'secret_shown_once', 'shop_not_found'],
  }),
  change: call({
    method: 'PUT',
    path: '/api/staff/{personId}',
    summary: 'Change somebody’s name, roles or access; takes effect at once',
    takes: 'owner',
    params,
    body: z.strictObject({ name: text(100, 1), shops: shopsOf, disabled: z.boolean(), version }),
    idempotent: true,
    answers: { 200: Person },
    problems,
  }),
  /** A new link; until it is used nobody logs in as the person, and their sessions end. */
  invite: call({
    method: 'POST',
    path: '/api/staff/{personId}/invitation',
    summary: 'Make a new link to come in by',
    takes: 'owner',
    secret: true,
    params,
    body: z.strictObject({ version }),
    idempotent: true,
    answers: { 200: Invited },
    problems: [...problems, 'secret_shown_once'],
  }),
};
