import type { Backoff } from '../backoff.ts';

/** How readers keep time, in milliseconds. */
export type KafkaTiming = Readonly<{
  /** A member hears of one that comes or goes with a heartbeat, and a partition that moves stands still until all have heard. */
  heartbeatMs: number;
  /** A member that was not heard of for so long is given up for dead (Kafka's session time-out). A broker takes 6 s or more unless it is told otherwise. */
  leaseMs: number;
  /** How long a broker waits for all members to join anew when one comes or goes. */
  rebalanceMs: number;
  /** How long a fetch waits at the broker while nothing comes. */
  idleFetchMs: number;
  /** The same while a partition is left out of it. */
  busyFetchMs: number;
  /** How often it is committed how far those are whose positions lie elsewhere. */
  showMs: number;
  backoff: Backoff;
}>;

export const usualKafkaTiming: KafkaTiming = {
  heartbeatMs: 300,
  leaseMs: 10_000,
  rebalanceMs: 30_000,
  idleFetchMs: 500,
  busyFetchMs: 15,
  showMs: 5_000,
  backoff: { firstMs: 50, mostMs: 5_000 },
};
