import { queryInteger } from '@noren/service-kit';
import { z } from 'zod';

const DEFAULT_WAIT_S = 10;
export const LONGEST_WAIT_S = 30;

/** How long a caller waits for a decision before it is answered 202: `?wait=`, or RFC 7240's `Prefer: wait=`; seconds. */
export const waitQuery = {
  wait: queryInteger({ min: 0, max: LONGEST_WAIT_S }).optional().describe(`Seconds to wait for the decision; ${DEFAULT_WAIT_S} where it is missing`),
};
export const waitHeader = z.object({ prefer: z.string().max(500).optional().describe('`wait=5`: as the query parameter `wait`, which comes first') });

/** A preference that makes no sense is passed over, as RFC 7240 has it. */
export function waitMs(query: number | undefined, prefer: string | undefined): number {
  const preferred = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,4})"?(?:$|[,;\s])/i.exec(prefer ?? '')?.[1];
  return 1_000 * Math.min(query ?? (preferred === undefined ? DEFAULT_WAIT_S : Number(preferred)), LONGEST_WAIT_S);
}
