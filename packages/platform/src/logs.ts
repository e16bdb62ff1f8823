import type { Log, Outbox } from '@noren/log';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** The log as this process has it, whichever it is. */
export type Logs = Readonly<{
  /** Where it is, for people; absent where it is in the database. */
  place?: string;
  /** The log as a database role may use it. */
  logOf(role: string): Log;
  /** How commits of the role's store append to it. */
  outboxOf(role: string): Outbox;
  /** What cannot be reached: nothing, or the broker. */
  missing(): Promise<readonly string[]>;
  close(): Promise<void>;
}>;

export type LogsOptions = Readonly<{
  databaseUrl(role: string): string;
  logger: Logger;
  metrics: Registry;
  /** Of the modules that run; with `log` among them this process makes topics and looks after what they keep. */
  roles: readonly string[];
}>;
