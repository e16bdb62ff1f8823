import { limits } from '@noren/admin-contract/limits';
import { line } from '@noren/service-kit';
import { z } from 'zod';

/** A code is typed, stands in files and in addresses. */
const CODE = new RegExp(`^[A-Za-z0-9][A-Za-z0-9.-]{0,${limits.codeCharacters - 1}}$`);
export const code = z.string().regex(CODE, `must be 1 to ${limits.codeCharacters} letters, digits, dots and hyphens, a letter or a digit first`);
/** A code or an id. */
export const named = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be a code or an id');
/** What Shop judges; more than it takes is not carried to it. */
export const text = line(1_000);
export const expectedVersion = z.int().optional();
export const page = {
  pageSize: z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most))),
  pageToken: z.string().max(512),
};
