import { z } from 'zod';
import { anyPageToken } from '../page-token.ts';
import { queryInteger } from './values.ts';

/** Where a page begins, as every HTTP API takes it: `nextCursor` of the page before. */
export const cursorQuery = anyPageToken.describe('`nextCursor` of the page before; keep the other arguments as they were');
/** What an answer says behind its last row; missing on the last page. */
export const nextCursor = z.string().optional().describe('The `cursor` of the page behind this one; missing on the last page');
/** How many rows a page has. More than `most` is coerced down, not refused. */
export const limitQuery = ({ usual, most }: Readonly<{ usual: number; most: number }>) =>
  queryInteger({ min: 1, max: 1_000_000 })
    .transform((asked) => Math.min(asked, most))
    .default(usual)
    .describe(`Rows a page; ${usual} where it is missing, ${most} at most`);

/** The end of a page's answer, from what a gRPC list says (AIP-158: an empty token behind the last page). */
export const nextCursorOf = (nextPageToken: string): Readonly<{ nextCursor?: string }> => (nextPageToken === '' ? {} : { nextCursor: nextPageToken });
