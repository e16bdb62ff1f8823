import { isAtLeast, type Session } from '@noren/bff-contract';
import type { ConsoleStore, PersonRecord, SessionRecord, Standing } from '@noren/bff-store';
import { type Clock, foldText, gather, Refusal } from '@noren/kernel';
import { TooManyRequests } from '@noren/service-kit';
import type { Passwords, Secrets } from './ports.ts';
import { highestRole, roleIn } from './visitor.ts';

/** A tablet on the counter is used all day and no longer: two hours unused, twelve in any case. */
const IDLE_MS = 2 * 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** Use is noted at most this often. */
const NOTED_EVERY_MS = 60_000;

/** Of an account, five wrong passwords in a row are anybody's bad day; of an address behind which a whole shop may sit, thirty. */
const ACCOUNT = { free: 5, longestMs: 15 * 60_000 };
const ADDRESS = { free: 30, longestMs: 15 * 60_000 };

type Needs = Readonly<{
  store: Pick<ConsoleStore, 'people' | 'sessions' | 'attempts' | 'shops'>;
  passwords: Passwords;
  secrets: Secrets;
  clock: Clock;
}>;

/** A session that has just begun: its id goes into a cookie and nowhere else. */
export type Started = Readonly<{ id: string; session: SessionRecord }>;

export interface LoggingIn {
  /** Refuses with `login_failed`, or throws `TooManyRequests`; an account that is not there and a wrong password look the same. */
  logIn(email: string, password: string, address: string): Promise<Started>;
  /** The live session of a cookie. */
  find(id: string): Promise<SessionRecord | undefined>;
  logOut(session: SessionRecord): Promise<void>;
  /** Chooses another password: other sessions end, this one begins anew. */
  changePassword(session: SessionRecord, current: string, next: string, address: string): Promise<Started>;
  /** Whether a session still stands, with the rights that it had, for a stream that outlives its request; counts as use. All who ask at once share a query. */
  stands(session: SessionRecord): Promise<boolean>;
}

export function loggingIn({ store, passwords, secrets, clock }: Needs): LoggingIn {
  const start = async (personId: string): Promise<Started> => {
    const [id, csrf] = [secrets.make(), secrets.make()];
    await store.sessions.start({ hash: secrets.hash(id), personId, csrf }, clock.now());
    const session = await store.sessions.find(secrets.hash(id));
    if (!session) throw new Error('a session that was just begun is not there');
    return { id, session };
  };

  /** A password is looked at only after its attempt was counted. */
  const attempt = async (account: string, address: string, isRight: () => Promise<boolean>): Promise<boolean> => {
    const [ofAccount, ofAddress] = [`account:${account}`, `address:${address}`];
    const waitMs = await store.attempts.begin(
      [
        { subject: ofAccount, ...ACCOUNT },
        { subject: ofAddress, ...ADDRESS },
      ],
      clock.now(),
    );
    if (waitMs > 0) throw new LockedOut(waitMs / 1_000);
    const right = await isRight();
    if (right) await store.attempts.forgive(ofAccount, ofAddress);
    return right;
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
    return session && (await isLive(hash, session.person.disabled, session)) ? session : undefined;
  };
  const standing = gather<string, Standing | undefined>(async (hashes) => {
    const found = await store.sessions.standing(hashes);
    return hashes.map((hash) => found.get(hash));
  });

  return {
    async logIn(email, password, address) {
      const folded = foldText(email);
      const found = await store.people.byEmail(folded);
      const usable = found && !found.person.disabled ? found : undefined;
      if (!(await attempt(folded, address, () => passwords.isRight(password, usable?.hash))) || !usable)
        throw new Refusal('forbidden', 'login_failed', 'The email address or the password is wrong');
      return start(usable.person.personId);
    },
    find: (id) => live(secrets.hash(id)),
    logOut: ({ hash }) => store.sessions.end(hash),
    async changePassword({ person: { personId, email } }, current, next, address) {
      const stored = await store.people.passwordOf(personId);
      if (!(await attempt(foldText(email), address, () => passwords.isRight(current, stored))))
        throw new Refusal('invalid', 'password_wrong', 'The current password is wrong', 'current');
      if (current === next) throw new Refusal('invalid', 'password_same', 'The new password is the same as the current one', 'next');
      await store.people.change(personId, undefined, { password: { hash: await passwords.hash(next), mustChange: false } });
      await store.sessions.endAllOf(personId);
      return start(personId);
    },
    async stands({ hash, person: { version } }) {
      const found = await standing(hash);
      return found?.personVersion === version && isLive(hash, found.disabled, found);
    },
  };
}

class LockedOut extends TooManyRequests {
  constructor(seconds: number) {
    super(seconds, 'Too many wrong passwords', {}, 'locked_out');
  }
}

/** The session as the page sees it. */
export async function sessionOf({ person, csrf, startedAt }: SessionRecord, shops: ConsoleStore['shops']): Promise<Session> {
  const [merchant, all] = await Promise.all([shops.merchant(person.merchantId), shops.ofMerchant(person.merchantId)]);
  const { personId, email, name, language, mustChangePassword } = person;
  return {
    person: { personId, email, name, language, mustChangePassword },
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
