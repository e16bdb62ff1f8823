import { type Language, type Person, roles, type ShopRole } from '@noren/bff-contract';
import type { ConsoleStore, PersonRecord } from '@noren/bff-store';
import { foldText, Refusal } from '@noren/kernel';
import { ConflictWith } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';
import type { Invitation, Invitations } from './invitations.ts';
import { ownedShops } from './sessions.ts';

type NewPerson = Readonly<{ email: string; name: string; language: Language; shops: readonly ShopRole[] }>;
type ChangedPerson = Readonly<{ name: string; shops: readonly ShopRole[]; disabled: boolean; version: number }>;
type Invited = Invitation & { person: Person };

/** People of a merchant and their roles, as an owner sees and changes them. */
export interface Staff {
  list(owner: PersonRecord): Promise<{ people: Person[] }>;
  create(owner: PersonRecord, person: NewPerson): Promise<Invited>;
  change(owner: PersonRecord, personId: string, change: ChangedPerson): Promise<Person>;
  /** By a new link: until it is used, nobody logs in as them. */
  invite(owner: PersonRecord, personId: string, version: number): Promise<Invited>;
}

type Needs = Readonly<{ store: Pick<ConsoleStore, 'people' | 'sessions' | 'shops'>; invitations: Invitations; newId: (prefix: string) => string }>;

export function staff({ store, invitations, newId }: Needs): Staff {
  const { people, sessions, shops } = store;

  /** Somebody of the same merchant, in whose shops the owner has a say; to the others they are not there. */
  const known = async (owner: PersonRecord, personId: string): Promise<PersonRecord> => {
    const person = await people.byId(personId);
    if (!person || !isSeenBy(owner, person)) throw new Refusal('not_found', 'person_not_found', `there is no person ${personId}`, 'personId');
    return person;
  };
  const demandOwned = (owner: PersonRecord, wanted: readonly ShopRole[]): void => {
    const owned = ownedShops(owner);
    const foreign = wanted.find(({ shopId }) => !owned.has(shopId));
    if (foreign) throw refusal('shop_not_found', 'shops', foreign.shopId);
  };
  const changedMeanwhile = async (owner: PersonRecord, personId: string): Promise<ConflictWith> =>
    new ConflictWith({ code: 'version_conflict', message: 'The person has been changed since', field: 'version' }, toPerson(await known(owner, personId)));

  return {
    list: async (owner) => ({ people: (await people.ofMerchant(owner.merchantId)).filter((person) => isSeenBy(owner, person)).map(toPerson) }),
    async create(owner, { email, name, language, shops: wanted }) {
      demandOwned(owner, wanted);
      const person: PersonRecord = {
        ...{ personId: newId('usr'), merchantId: owner.merchantId, email, name, language, shops: onePerShop(wanted) },
        ...{ disabled: false, invited: true, version: 1 },
      };
      if (!(await people.add(person, foldText(email), await invitations.noPassword())))
        throw new Refusal('conflict', 'email_taken', `There is already an account with the email address ${email}`, 'email');
      return { person: toPerson(person), ...(await invitations.make(person.personId)) };
    },
    async change(owner, personId, { name, shops: wanted, disabled, version }) {
      const before = await known(owner, personId);
      const owned = ownedShops(owner);
      // Roles in shops of other owners stay as they are.
      const retained = before.shops.filter(({ shopId }) => !owned.has(shopId));
      demandOwned(
        owner,
        wanted.filter(({ shopId, role }) => !retained.some((one) => one.shopId === shopId && one.role === role)),
      );
      const shopsAfter = onePerShop([...retained, ...wanted.filter(({ shopId }) => owned.has(shopId))]);
      const losesOwn = before.shops.some(({ shopId, role }) => role === 'owner' && !shopsAfter.some((one) => one.shopId === shopId && one.role === 'owner'));
      if (personId === owner.personId && (disabled || losesOwn)) throw new Refusal('conflict', 'own_role', 'Owners cannot remove their own role or access');
      const of = (await shops.ofMerchant(owner.merchantId)).map(({ shopId }) => shopId);
      const after = await people.change(personId, version, { name, shops: shopsAfter, disabled }, (all) => demandOwners(all, of, before));
      if (!after) throw await changedMeanwhile(owner, personId);
      if (disabled) await sessions.endAllOf(personId);
      return toPerson(after);
    },
    async invite(owner, personId, version) {
      const before = await known(owner, personId);
      // Whoever has the link can log in as its person: an owner of one shop must not become one of another that way.
      demandOwned(owner, before.shops);
      const after = await people.change(personId, version, { password: { hash: await invitations.noPassword(), invited: true } });
      if (!after) throw await changedMeanwhile(owner, personId);
      await sessions.endAllOf(personId);
      return { person: toPerson(after), ...(await invitations.make(personId)) };
    },
  };
}

function isSeenBy(owner: PersonRecord, { merchantId, shops }: PersonRecord): boolean {
  const owned = ownedShops(owner);
  return merchantId === owner.merchantId && shops.some(({ shopId }) => owned.has(shopId));
}

/** Where a shop is named twice, the higher role counts. */
const onePerShop = (wanted: readonly ShopRole[]): readonly ShopRole[] => [
  ...new Map(wanted.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)).map((one) => [one.shopId, one])).values(),
];

/** A shop in which the person was an owner still has one who can log in. */
function demandOwners(all: readonly PersonRecord[], shopIds: readonly string[], { shops: before }: PersonRecord): void {
  const lost = shopIds
    .filter((shopId) => before.some((one) => one.shopId === shopId && one.role === 'owner'))
    .find((shopId) => !all.some(({ disabled, shops }) => !disabled && shops.some((one) => one.shopId === shopId && one.role === 'owner')));
  if (lost !== undefined) throw new Refusal('conflict', 'last_owner', `Shop ${lost} would have no owner who can log in`);
}

const toPerson = ({ personId, email, name, language, shops, disabled, invited, lastSeenAt, version }: PersonRecord): Person => ({
  personId,
  email,
  name,
  language,
  shops: shops.map((one) => ({ ...one })),
  disabled,
  invited,
  ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
  version,
});
