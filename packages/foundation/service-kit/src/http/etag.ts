import { createHash } from 'node:crypto';

/** A strong tag: the same bytes have the same, others another. */
export const etagOf = (bytes: Uint8Array | string): string => `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

/** Whether the caller has what this tag stands for already (RFC 9110: the comparison is weak). */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.length < 2_000 && ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));
}
