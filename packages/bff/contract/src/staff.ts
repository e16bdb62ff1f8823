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
  mustChangePassword: z.boolean().describe('Has not logged in since a one-time password was made'),
  lastSeenAt: instant.optional(),
  version,
});
export type Person = z.infer<typeof Person>;

const shopsOf = z.array(ShopRole).min(1).max(1_000);
const params = z.strictObject({ personId: id });
const Handed = z.strictObject({ person: Person, oneTimePassword: z.string() });
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
  /** The password is shown this once; the person has to choose another at the first login. A repeat is 409 `secret_shown_once` with the Person in `now`. */
  create: call({
    method: 'POST',
    path: '/api/staff',
    summary: 'Take somebody on',
    takes: 'owner',
    secret: true,
    body: z.strictObject({ email, name: text(100, 1), language: Language, shops: shopsOf }),
    idempotent: true,
    answers: { 200: Handed },
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
  /** Ends the person's sessions. */
  resetPassword: call({
    method: 'POST',
    path: '/api/staff/{personId}/password',
    summary: 'Make a new one-time password',
    takes: 'owner',
    secret: true,
    params,
    body: z.strictObject({ version }),
    idempotent: true,
    answers: { 200: Handed },
    problems: [...problems, 'secret_shown_once'],
  }),
};
