import type { LogRecord } from '@noren/log';

/** What loops tell about themselves: for metrics and logs. */
export interface EngineMetrics {
  /** These were worked through and committed. */
  batch(subscription: string, records: readonly LogRecord[], ms: number): void;
  deadLetter(subscription: string, error: unknown): void;
  /** Something that is repeated. */
  trouble(subscription: string, error: unknown): void;
  /** The fence refused a commit: somebody else has the partition. */
  fenced(subscription: string): void;
}

export const unwatched: EngineMetrics = { batch() {}, deadLetter() {}, trouble() {}, fenced() {} };
