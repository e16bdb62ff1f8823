import type { Backoff } from '../backoff.ts';

/** How readers keep time, in milliseconds. Members of a group must agree on `leaseMs`. */
export type Timing = Readonly<{ heartbeatMs: number; leaseMs: number; pollMs: number; backoff: Backoff }>;
export const usualTiming: Timing = { heartbeatMs: 500, leaseMs: 3_000, pollMs: 500, backoff: { firstMs: 50, mostMs: 5_000 } };
