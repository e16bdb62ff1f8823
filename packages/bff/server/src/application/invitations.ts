import type { ConsoleStore, PersonRecord } from '@noren/bff-store';
import { type Clock, Refusal } from '@noren/kernel';
import { demandStrength, type IsCommon } from './password-rules.ts';
import type { Passwords, Secrets } from './ports.ts';

/** A link goes through somebody's messages: a week is enough to be seen, and not for ever. */
const GOOD_FOR_MS = 7 * 24 * 60 * 60_000;

/** What goes into a link, and until when it is good (ISO 8601). */
export type Invitation = Readonly<{ token: string; endsAt: string }>;

/** Links by which people come in who have no password. */
export interface Invitations {
  /** Of a person who is `invited`; an earlier one is good no more. */
  make(personId: string): Promise<Invitation>;
  /** A hash that no password has, for whoever comes in by a link. */
  noPassword(): Promise<string>;
  look(token: string): Promise<Readonly<{ person: PersonRecord; endsAt: string }>>;
  /** Uses it up, gives its person this password, and says who it is. */
  accept(token: string, password: string): Promise<string>;
}

type Needs = Readonly<{ store: Pick<ConsoleStore, 'people' | 'invitations'>; passwords: Passwords; secrets: Secrets; isCommon: IsCommon; clock: Clock }>;

export function invitations({ store, passwords, secrets, isCommon, clock }: Needs): Invitations {
  const look: Invitations['look'] = async (token) => {
    const found = await store.invitations.find(secrets.hash(token), clock.now());
    const person = found && (await store.people.byId(found.personId));
    if (!found || !person?.invited || person.disabled) throw notFound();
    return { person, endsAt: found.endsAt.toISOString() };
  };
  return {
    async make(personId) {
      const [token, endsAt] = [secrets.make(), new Date(clock.now().getTime() + GOOD_FOR_MS)];
      await store.invitations.make(personId, secrets.hash(token), endsAt);
      return { token, endsAt: endsAt.toISOString() };
    },
    noPassword: () => passwords.hash(secrets.make()),
    look,
    async accept(token, password) {
      const { person } = await look(token);
      demandStrength(password, person, isCommon, 'password');
      const used = await store.invitations.use(secrets.hash(token), await passwords.hash(password), clock.now());
      if (used === undefined) throw notFound();
      return used;
    },
  };
}

const notFound = (): Refusal => new Refusal('not_found', 'invitation_not_found', 'The link was used, has ended, or was replaced by another', 'token');
