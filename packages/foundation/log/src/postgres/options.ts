import type { Backoff } from '../backoff.ts';
import type { Bell } from '../bell.ts';
import type { LogLogger } from '../logger.ts';
import type { LogRecord, Position } from '../log.ts';

/** How readers keep time, in milliseconds. Members of a group must agree on `leaseMs`. */
export type Timing = Readonly<{ heartbeatMs: number; leaseMs: number; pollMs: number; backoff: Backoff }>;
export const usualTiming: Timing = { heartbeatMs: 500, leaseMs: 3_000, pollMs: 500, backoff: { firstMs: 50, mostMs: 5_000 } };

/** What members and tails need of the log that they read. */
export type Source = Readonly<{
  read(positions: readonly Position[], max: number): Promise<readonly LogRecord[]>;
  bell: Bell;
  logger: LogLogger;
  timing: Timing;
}>;
