import { createHash, randomUUIDv7 } from 'node:crypto';

/** A typed id that sorts by the time it was made: `ord_019aa…` (UUIDv7 without hyphens). */
export const newId = (prefix: string): string => `${prefix}_${randomUUIDv7().replaceAll('-', '')}`;

/** Where the ids begin that are made from an instant on (epoch milliseconds): a range of time is a range of ids. */
export const idsFrom = (prefix: string, at: number): string => `${prefix}_${Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0')}`;

/** The same parts give the same id, so that a repeat is the same command. */
export const idFrom = (prefix: string, ...parts: readonly string[]): string =>
  `${prefix}_${createHash('sha256')
    .update(parts.map((part) => `${part.length}:${part}`).join(''))
    .digest('hex')
    .slice(0, 32)}`;

/** An id that somebody may give: it stands in record keys and addresses. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);
