import { createHash } from 'node:crypto';
import type { Identity } from '../../identity.ts';
import { recent } from '../../recent.ts';
import { TooManyRequests } from '../problem.ts';
import { networkOf } from './network.ts';
import { type Quota, take } from './quota.ts';

/** What an HTTP edge takes, each process by itself. */
export type RateLimits = Readonly<{
  /** Of one caller: a key, or a person. */
  key: Quota;
  /** Of one address: requests without a credential that is good. */
  address: Quota;
  /** Of one tenant, at the same time; large ones count for several. */
  inFlight: number;
}>;

/** Who shares what may be under way at a time: all keys and people of the same merchants, or who is said to. */
const tenantOf = ({ subject, merchants, tenant }: Identity): string => tenant ?? JSON.stringify(merchants === '*' ? subject : merchants);
/** Whose requests count together: what a caller is called here, and for whom. */
const callerOf = (who: Identity): string => JSON.stringify([who.subject, tenantOf(who)]);

/** So many callers, addresses and credentials are remembered; of more, the one unused longest has its quota back early. */
const REMEMBERED = 100_000;

/** Counts requests, and refuses as `rate_limited` what is too much. */
export interface Limits {
  /**
   * Before the credential is looked at. An address that has used up its quota may not have any more looked up; what was good a while ago passes, so that
   * who shares an address with an attacker goes on.
   */
  look(address: string, credential: string | undefined): void;
  /** The request came without a good credential, or needs none. One that was good is so no more. */
  stranger(address: string, credential?: string): void;
  /** Counts a request of a caller who is known, with so many bytes of body; gives the headers that say what is left. */
  known(credential: string | undefined, who: Identity, bytes: number): Readonly<Record<string, string>>;
  /** The request, with so many bytes of body, is under way, until what is given back is called, once or more often. */
  enter(who: Identity, bytes: number): () => void;
}

/** `now`: milliseconds of a clock that never goes back. */
export function limits({ key, address, inFlight }: RateLimits, now: () => number): Limits {
  const keys = recent<string, number>(REMEMBERED);
  const addresses = recent<string, number>(REMEMBERED);
  const proven = recent<string, true>(REMEMBERED);
  const underWay = new Map<string, number>();
  const policy = policyOf('key', key);

  const ofAddress = (from: string, count: boolean): void => {
    const network = networkOf(from);
    const { passes, full, waitMs } = take(address, addresses.get(network), now());
    if (!passes) throw limited(waitMs, 'This address sends too many requests without a key that is good', 'address', policyOf('address', address));
    if (count) addresses.set(network, full);
  };

  return {
    look(from, credential) {
      if (credential === undefined || proven.get(digest(credential)) === undefined) ofAddress(from, false);
    },
    stranger(from, credential) {
      if (credential !== undefined) proven.delete(digest(credential));
      ofAddress(from, true);
    },
    known(credential, who, bytes) {
      if (credential !== undefined) proven.set(digest(credential), true);
      const caller = callerOf(who);
      const { passes, full, remaining, waitMs } = take(key, keys.get(caller), now(), weightOf(bytes, inFlight));
      if (!passes)
        throw limited(waitMs, `More than ${key.requests} requests in ${key.seconds} s; each 4 KiB of a body count as one more`, 'key', policy, remaining);
      keys.set(caller, full);
      return { 'ratelimit-policy': policy, ratelimit: stateOf('key', remaining, waitMs) };
    },
    enter(who, bytes) {
      const tenant = tenantOf(who);
      const weight = weightOf(bytes, inFlight);
      const before = underWay.get(tenant) ?? 0;
      if (before + weight > inFlight) {
        const atOnce = `"in-flight";q=${inFlight};qu="concurrent-requests"`;
        throw limited(1_000, `More than ${inFlight} requests at the same time; each 4 KiB of a body count as one more`, 'in-flight', atOnce);
      }
      underWay.set(tenant, before + weight);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (underWay.get(tenant) ?? weight) - weight;
        if (left <= 0) underWay.delete(tenant);
        else underWay.set(tenant, left);
      };
    },
  };
}

/** A large request costs as much and is long under way: each 4 KiB of it count as one request more, up to a quarter of what a tenant may have under way. */
const BYTES_A_REQUEST = 4 * 1_024;
const weightOf = (bytes: number, inFlight: number): number => Math.min(1 + Math.floor(bytes / BYTES_A_REQUEST), Math.max(1, Math.floor(inFlight / 4)));

/** Credentials themselves are not kept. */
const digest = (credential: string): string => createHash('sha256').update(credential).digest('base64');

const seconds = (ms: number): number => Math.ceil(ms / 1_000);
/** As draft-ietf-httpapi-ratelimit-headers has them: lists of strings with parameters (RFC 9651). */
const policyOf = (name: string, quota: Quota): string => `"${name}";q=${quota.requests};w=${quota.seconds}`;
const stateOf = (name: string, remaining: number, waitMs: number): string => `"${name}";r=${remaining};t=${seconds(waitMs)}`;

const limited = (waitMs: number, message: string, name: string, policy: string, remaining = 0): TooManyRequests =>
  new TooManyRequests(seconds(waitMs), message, { 'ratelimit-policy': policy, ratelimit: stateOf(name, remaining, waitMs) }, 'rate_limited');
