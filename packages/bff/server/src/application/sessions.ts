import { isAtLeast, type Session } from '@noren/bff-contract';
import type { ConsoleStore, PersonRecord, SessionRecord, Standing } from '@noren/bff-store';
import { type Clock, foldText, gather, Refusal } from '@noren/kernel';
import { countersOf, type From, guesses, ofOneself, placesOf } from './guesses.ts';
import type { Invitations } from './invitations.ts';
import { demandStrength, type IsCommon } from './password-rules.ts';
import type { Passwords, Secrets } from './ports.ts';
import { highestRole, roleIn } from './visitor.ts';

/** A tablet on the counter is used all day and no longer: two hours unused, twelve in any case. */
const IDLE_MS = 2 * 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** Use is noted at most this often. */
const NOTED_EVERY_MS = 60_000;

type Needs = Readonly<{
  store: Pick<ConsoleStore, 'people' | 'sessions' | 'attempts' | 'knownPlaces' | 'shops'>;
  passwords: Passwords;
  secrets: Secrets;
  isCommon: IsCommon;
  invitations: Pick<Invitations, 'accept'>;
  clock: Clock;
}>;

/** A session that has just begun: its id goes into a cookie and nowhere else. */
export type Started = Readonly<{ id: string; session: SessionRecord }>;

/** What a browser brings: its address, and what it was given before. */
type Visit = Readonly<{ address: string; unknownProxy: boolean; sessionId: string | undefined; deviceId: string | undefined }>;

export interface LoggingIn {
  /**
   * Refuses with `login_failed`, or throws `locked_out`; an account that is not there and a wrong password look the same. Ends the session that the browser
   * had. `deviceId`: by which the browser is known when it comes again.
   */
  logIn(email: string, password: string, visit: Visit): Promise<Started & Readonly<{ deviceId: string }>>;
  /** Comes in by a link, with a password of one's own. Ends the session that the browser had. */
  join(token: string, password: string, visit: Visit): Promise<Started & Readonly<{ deviceId: string }>>;
  /** The live session of a cookie. */
  find(id: string): Promise<SessionRecord | undefined>;
  logOut(session: SessionRecord): Promise<void>;
  /** Chooses another password: other sessions end, this one begins anew. */
  changePassword(session: SessionRecord, current: string, next: string): Promise<Started>;
  /** Whether a session still stands, with the rights that it had, for a stream that outlives its request; counts as use. All who ask at once share a query. */
  stands(session: SessionRecord): Promise<boolean>;
}

export function loggingIn({ store, passwords, secrets, isCommon, invitations, clock }: Needs): LoggingIn {
  const guess = guesses(store, clock);
  const start = async (personId: string): Promise<Started> => {
    const [id, csrf] = [secrets.make(), secrets.make()];
    await store.sessions.start({ hash: secrets.hash(id), personId, csrf }, clock.now());
    const session = await store.sessions.find(secrets.hash(id));
    if (!session) throw new Error('a session that was just begun is not there');
    return { id, session };
  };

  /** A new session in a browser, which is known from now on; the one that it had ends. */
  const enter = async (personId: string, { address, unknownProxy, sessionId, deviceId }: Visit): Promise<Started & Readonly<{ deviceId: string }>> => {
    const device = deviceId ?? secrets.make();
    await store.knownPlaces.note(personId, placesOf({ address, unknownProxy, device: secrets.hash(device) }), clock.now());
    if (sessionId !== undefined) await store.sessions.end(secrets.hash(sessionId));
    return { ...(await start(personId)), deviceId: device };
  };

  /** Notes the use of a session that stands. */
  const isLive = async (hash: string, disabled: boolean, { usedAt, startedAt }: Pick<SessionRecord, 'usedAt' | 'startedAt'>): Promise<boolean> => {
    const now = clock.now().getTime();
    if (disabled || usedAt.getTime() + IDLE_MS < now || startedAt.getTime() + LONGEST_MS < now) return false;
    if (now - usedAt.getTime() > NOTED_EVERY_MS) await store.sessions.use(hash, clock.now());
    return true;
  };
  const live = async (hash: string): Promise<SessionRecord | undefined> => {
    const session = await store.sessions.find(hash);
    return session && (await isLive(hash, session.person.disabled || session.person.invited, session)) ? session : undefined;
  };
  const standing = gather<string, Standing | undefined>(async (hashes) => {
    const found = await store.sessions.standing(hashes);
    return hashes.map((hash) => found.get(hash));
  });

  return {
    async logIn(email, password, { address, unknownProxy, sessionId, deviceId }) {
      const folded = foldText(email);
      const found = await store.people.byEmail(folded);
      const usable = found && !found.person.disabled && !found.person.invited ? found : undefined;
      const from: From = { address, device: deviceId === undefined ? undefined : secrets.hash(deviceId), unknownProxy };
      // Asked for nobody as well: whether there is an account must not show.
      const known = await store.knownPlaces.known(usable?.person.personId ?? '', placesOf(from));
      const right = await guess(countersOf(folded, from, known), unknownProxy, () => passwords.isRight(password, usable?.hash));
      if (!right || !usable) throw new Refusal('forbidden', 'login_failed', 'The email address or the password is wrong');
      return enter(usable.person.personId, { address, unknownProxy, sessionId, deviceId });
    },
    async join(token, password, visit) {
      const personId = await invitations.accept(token, password);
      await store.sessions.endAllOf(personId);
      return enter(personId, visit);
    },
    find: (id) => live(secrets.hash(id)),
    logOut: ({ hash }) => store.sessions.end(hash),
    async changePassword({ person: { personId, email, name, version } }, current, next) {
      const stored = await store.people.passwordOf(personId);
      if (!(await guess(ofOneself(personId), false, () => passwords.isRight(current, stored))))
        throw new Refusal('invalid', 'password_wrong', 'The current password is wrong', 'current');
      if (current === next) throw new Refusal('invalid', 'password_same', 'The new password is the same as the current one', 'next');
      demandStrength(next, { email, name }, isCommon, 'next');
      // Whose password was taken away meanwhile comes in by the link.
      if (!(await store.people.change(personId, version, { password: { hash: await passwords.hash(next), invited: false } })))
        throw new Refusal('conflict', 'version_conflict', 'The account has been changed meanwhile');
      await store.sessions.endAllOf(personId);
      return start(personId);
    },
    async stands({ hash, person: { version } }) {
      const found = await standing(hash);
      return found?.personVersion === version && isLive(hash, found.disabled, found);
    },
  };
}

/** The session as the page sees it. */
export async function sessionOf({ person, csrf, startedAt }: SessionRecord, shops: ConsoleStore['shops']): Promise<Session> {
  const [merchant, all] = await Promise.all([shops.merchant(person.merchantId), shops.ofMerchant(person.merchantId)]);
  const { personId, email, name, language } = person;
  return {
    person: { personId, email, name, language },
    merchant: { merchantId: person.merchantId, name: merchant?.name ?? '', currency: merchant?.currency ?? '' },
    shops: all.flatMap(({ shopId, name: called, timeZone, currency, status }) => {
      const role = roleIn(person, shopId);
      return role === undefined ? [] : [{ shopId, name: called, timeZone, currency, status, role }];
    }),
    role: highestRole(person) ?? 'clerk',
    csrf,
    expiresAt: new Date(startedAt.getTime() + LONGEST_MS).toISOString(),
  };
}

/** Whose people somebody may see: those who have a role in a shop in which they are an owner. */
export const ownedShops = ({ shops }: PersonRecord): ReadonlySet<string> =>
  new Set(shops.filter(({ role }) => isAtLeast(role, 'owner')).map(({ shopId }) => shopId));
