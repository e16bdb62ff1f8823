import type { ConsoleStore } from '@noren/bff-store';
import type { Clock } from '@noren/kernel';
import { networkOf, TooManyRequests } from '@noren/service-kit';

/** Where a password comes from: the address that the server sees, and the browser, where it has a cookie from before. */
export type From = Readonly<{
  address: string;
  /** The hash of its cookie. */
  device: string | undefined;
  /** It came through a proxy that the server does not know, and behind which all look like one. */
  unknownProxy: boolean;
}>;

/** Of one subject, so many wrong passwords in a row cost nothing; each further one doubles the wait, up to this. */
const LONGEST_MS = 15 * 60_000;
const upTo = (subject: string, free: number) => ({ subject, free, longestMs: LONGEST_MS });
type Counter = ReturnType<typeof upTo>;

/**
 * Whose wrong passwords count, in the order in which they are asked: what is locked counts nothing behind it, so that whoever is locked out by himself
 * does not lock out others. Five are anybody's bad day; thirty those of a whole shop behind one address; of an account, a hundred from wherever they come
 * are guesses (NIST SP 800-63B-4, 3.2.2). Browsers and networks that the person has come from before do not mind these: they have their own five.
 */
export function countersOf(account: string, { address, device }: From, known: ReadonlySet<string>): readonly (readonly Counter[])[] {
  const network = networkOf(address);
  if (device !== undefined && known.has(deviceOf(device))) return [[upTo(`${deviceOf(device)}:${account}`, 5)]];
  const here = [upTo(`account:${account}@${network}`, 5), upTo(`address:${network}`, 30)];
  return known.has(`network:${network}`) ? [here] : [here, [upTo(`account:${account}`, 100)]];
}

/** Of somebody who is logged in, and may have found the tablet open. */
export const ofOneself = (personId: string): readonly (readonly Counter[])[] => [[upTo(`change:${personId}`, 5)]];

const deviceOf = (hash: string): string => `device:${hash}`;

/** What is remembered of where somebody has come in. */
export const placesOf = ({ address, device }: From): readonly string[] => [
  `network:${networkOf(address)}`,
  ...(device === undefined ? [] : [deviceOf(device)]),
];

/** A password is looked at only after its attempt was counted; throws `locked_out` where there were too many. */
export const guesses =
  ({ attempts }: Pick<ConsoleStore, 'attempts'>, clock: Clock) =>
  async (counters: readonly (readonly Counter[])[], unknownProxy: boolean, isRight: () => Promise<boolean>): Promise<boolean> => {
    for (const together of counters) {
      const waitMs = await attempts.begin(together, clock.now());
      if (waitMs > 0) throw new LockedOut(waitMs / 1_000, unknownProxy);
    }
    const right = await isRight();
    if (right) await attempts.forgive(counters.flat().map(({ subject }) => subject));
    return right;
  };

class LockedOut extends TooManyRequests {
  constructor(seconds: number, unknownProxy: boolean) {
    const why = 'This server sees everybody behind its proxy as one: whoever operates it has to name the proxy in TRUST_PROXY';
    super(seconds, unknownProxy ? `Too many wrong passwords. ${why}` : 'Too many wrong passwords', {}, 'locked_out');
  }
}
