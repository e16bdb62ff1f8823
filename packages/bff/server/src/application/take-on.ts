import type { Language, ShopRole } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import { foldText, Refusal } from '@noren/kernel';
import type { Invitations } from './invitations.ts';
import { demandStrength, type IsCommon } from './password-rules.ts';
import type { Passwords } from './ports.ts';

type TakeOn = Readonly<{ merchantId: string; email: string; name: string; language: Language; shops: readonly ShopRole[]; password: string }>;

/** Without a link (empty) for somebody who has a password. */
type Invited = { personId: string; invitationToken: string; invitationEndsAt: string };

/** Lets somebody in without an owner to ask: the first owner of a merchant, or one who has lost the password. */
export type Admission = Readonly<{
  takeOn(of: TakeOn): Promise<Invited>;
  /** A link in place of an owner's password; whoever is logged in as them is so no more. Who is no owner of the merchant is not there. */
  resetOwner(merchantId: string, email: string): Promise<Invited>;
}>;

type Needs = Readonly<{
  store: Pick<ConsoleStore, 'people' | 'sessions'>;
  invitations: Invitations;
  passwords: Passwords;
  isCommon: IsCommon;
  newId: (prefix: string) => string;
}>;

export function admission({ store: { people, sessions }, invitations, passwords, isCommon, newId }: Needs): Admission {
  const invited = async (personId: string): Promise<Invited> => {
    const { token, endsAt } = await invitations.make(personId);
    return { personId, invitationToken: token, invitationEndsAt: endsAt };
  };
  return {
    /** An account that is there already keeps its password and gets the roles; one of another merchant is refused. */
    async takeOn({ password, email, merchantId, name, language, shops }) {
      const folded = foldText(email);
      if (password !== '') demandStrength(password, { email, name }, isCommon, 'password');
      const hash = password === '' ? await invitations.noPassword() : await passwords.hash(password);
      const person = { personId: newId('usr'), merchantId, email, name, language, shops, disabled: false, invited: password === '', version: 1 };
      const known = async (personId: string): Promise<Invited> =>
        person.invited ? invited(personId) : { personId, invitationToken: '', invitationEndsAt: '' };
      if (await people.add(person, folded, hash)) return known(person.personId);
      const there = (await people.byEmail(folded))?.person;
      if (there?.merchantId !== merchantId)
        throw new Refusal('conflict', 'email_taken', `There is already an account with the email address ${email}`, 'email');
      await people.change(there.personId, undefined, { shops: [...there.shops.filter((one) => !shops.some(({ shopId }) => shopId === one.shopId)), ...shops] });
      return { personId: there.personId, invitationToken: '', invitationEndsAt: '' };
    },
    async resetOwner(merchantId, email) {
      const person = (await people.byEmail(foldText(email)))?.person;
      if (person?.merchantId !== merchantId || !person.shops.some(({ role }) => role === 'owner'))
        throw new Refusal('not_found', 'person_not_found', `The merchant has no owner with the email address ${email}`, 'email');
      await people.change(person.personId, undefined, { password: { hash: await invitations.noPassword(), invited: true } });
      await sessions.endAllOf(person.personId);
      return invited(person.personId);
    },
  };
}
