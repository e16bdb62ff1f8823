import { createHash } from 'node:crypto';
import { Refusal } from '@noren/kernel';
import { z } from 'zod';

/** The code over gRPC, where a cursor is called a page token; over HTTP it is `cursor_invalid`. */
export const PAGE_TOKEN_INVALID = 'page_token_invalid';

/** Longer than any that is given: what it says is looked at by whoever has given it. */
export const anyPageToken = z.string().max(2_048);

/**
 * Page tokens are bound to what was asked (AIP-158): one of another call, or of other arguments, is refused. `read` gives what stands behind
 * the last page, `undefined` for the first one.
 */
export function pageToken(...request: readonly string[]): { read(token: string): string | undefined; write(behind: string): string } {
  const bound = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 10);
  return {
    read(token) {
      if (token === '') return undefined;
      const text = Buffer.from(token, 'base64url').toString('utf8');
      // Anybody can make one: what it says is looked for in a database, to which NUL is no text.
      if (!text.startsWith(`${bound}:`) || text.includes('\0'))
        throw new Refusal('invalid', PAGE_TOKEN_INVALID, 'this page token belongs to no such request', 'page_token');
      return text.slice(bound.length + 1);
    },
    write: (behind) => Buffer.from(`${bound}:${behind}`).toString('base64url'),
  };
}
