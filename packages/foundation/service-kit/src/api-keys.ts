import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Of whom a key speaks: `platform` a consumer platform, `merchant` a shop's own system, `op` whoever operates Noren. */
type KeyKind = 'platform' | 'merchant' | 'op';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^nrn_([a-z]+)_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/** A new key, in GitHub's form: `nrn_<kind>_`, 30 random base62 digits (178 bits), and their CRC32 as 6. Shown once, kept only as its hash. */
export function makeKey(kind: KeyKind): string {
  const random = Array.from({ length: 30 }, () => DIGITS[randomInt(DIGITS.length)]).join('');
  return `nrn_${kind}_${random}${checksum(random)}`;
}

/** Whether a text can be a key at all: its shape and its checksum. Spares a look-up for nearly all that is mistyped or guessed. */
export function looksLikeKey(text: string, kind?: KeyKind): boolean {
  const [, ofKind, random, sum] = SHAPE.exec(text) ?? [];
  return random !== undefined && sum === checksum(random) && (kind === undefined || kind === ofKind);
}

/** What a store keeps of a key. A plain hash will do: nobody can go through 178 bits. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** What a list of keys may show, so that people tell them apart: `nrn_platform_3fK9…`. */
export const keyPrefix = (key: string): string => `${key.slice(0, key.lastIndexOf('_') + 5)}…`;

/** The key of an `Authorization: Bearer …` header, if there is one of the right looks. */
export function bearerKey(authorization: string | undefined, kind?: KeyKind): string | undefined {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return key !== undefined && looksLikeKey(key, kind) ? key : undefined;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < 6; place += 1) {
    digits = (DIGITS[rest % 62] ?? '') + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
