import type { Language, ShopRole } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import { foldText, Refusal } from '@noren/kernel';
import { demandStrength, type IsCommon } from './password-rules.ts';
import type { Passwords } from './ports.ts';

type TakeOn = Readonly<{ merchantId: string; email: string; name: string; language: Language; shops: readonly ShopRole[]; password: string }>;

/** Lets somebody in without an owner to ask: the first owner of a merchant. */
export type Admission = Readonly<{ takeOn(of: TakeOn): Promise<{ personId: string; oneTimePassword: string }> }>;

export const admission = (
  { people }: Pick<ConsoleStore, 'people'>,
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
});
