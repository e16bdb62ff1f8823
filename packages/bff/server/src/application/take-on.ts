import type { Language, ShopRole } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import { foldText, Refusal } from '@noren/kernel';
import { demandStrength, type IsCommon } from './password-rules.ts';
import type { Passwords } from './ports.ts';

type TakeOn = Readonly<{ merchantId: string; email: string; name: string; language: Language; shops: readonly ShopRole[]; password: string }>;

type Handed = { personId: string; oneTimePassword: string };

/** Lets somebody in without an owner to ask: the first owner of a merchant, or one who has lost the password. */
export type Admission = Readonly<{
  takeOn(of: TakeOn): Promise<Handed>;
  /** A one-time password in place of an owner's; whoever is logged in as them is so no more. Who is no owner of the merchant is not there. */
  resetOwner(merchantId: string, email: string): Promise<Handed>;
}>;

export const admission = (
  { people, sessions }: Pick<ConsoleStore, 'people' | 'sessions'>,
  passwords: Passwords,
  isCommon: IsCommon,
  newId: (prefix: string) => string,
): Admission => ({
  /** An account that is there already keeps its password and gets the roles; one of another merchant is refused. */
  async takeOn({ password, email, merchantId, name, language, shops }) {
    const folded = foldText(email);
    if (password !== '') demandStrength(password, { email, name }, isCommon, 'password');
    const oneTime = password === '' ? passwords.oneTime() : '';
    const person = { personId: newId('usr'), merchantId, email, name, language, shops, disabled: false, mustChangePassword: oneTime !== '', version: 1 };
    if (await people.add(person, folded, await passwords.hash(password || oneTime))) return { personId: person.personId, oneTimePassword: oneTime };
    const there = (await people.byEmail(folded))?.person;
    if (there?.merchantId !== merchantId) throw new Refusal('conflict', 'email_taken', `There is already an account with the email address ${email}`, 'email');
    await people.change(there.personId, undefined, { shops: [...there.shops.filter((one) => !shops.some(({ shopId }) => shopId === one.shopId)), ...shops] });
    return { personId: there.personId, oneTimePassword: '' };
  },
  async resetOwner(merchantId, email) {
    const person = (await people.byEmail(foldText(email)))?.person;
    if (person?.merchantId !== merchantId || !person.shops.some(({ role }) => role === 'owner'))
      throw new Refusal('not_found', 'person_not_found', `The merchant has no owner with the email address ${email}`, 'email');
    const oneTimePassword = passwords.oneTime();
    await people.change(person.personId, undefined, { password: { hash: await passwords.hash(oneTimePassword), mustChange: true } });
    await sessions.endAllOf(person.personId);
    return { personId: person.personId, oneTimePassword };
  },
});
