import { createHash, randomUUIDv7 } from 'node:crypto';

/** A typed id that sorts by the time it was made: `ord_019aa…` (UUIDv7 without hyphens). */
export const newId = (prefix: string): string => `${prefix}_${randomUUIDv7().replaceAll('-', '')}`;

/** The same parts give the same id, so that a repeat is the same command. */
export const idFrom = (prefix: string, ...parts: readonly string[]): string =>
  `${prefix}_${createHash('sha256')
    .update(parts.map((part) => `${part.length}:${part}`).join(''))
    .digest('hex')
    .slice(0, 32)}`;
