import type { Clock } from '@noren/kernel';
import type { Log, Outbox } from '@noren/log';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type pg from 'pg';
import type { Transport } from './grpc/transport.ts';
import type { RateLimits } from './http/limits/limits.ts';
import type { IdentityTokens } from './identity-tokens.ts';

/** A part of the platform that can run beside others in one process or alone in its own: `order-engine`, `link-core`. */
export interface Module {
  readonly name: string;
  start(host: Host): Promise<StartedModule>;
}

export type StartedModule = Readonly<{
  /** Where it can be reached; absent for a module that only works. */
  address?: string;
  /** For modules with an HTTP edge: its documents. */
  docs?: string;
  openapi?: string;
  /** Resolves to what is missing; an empty list: ready. */
  notReady(): Promise<readonly string[]>;
  /** First takes no more in, then drains, then closes. */
  stop(): Promise<void>;
}>;

/** What a process gives to the modules that it runs. */
export interface Host {
  /** On somebody's own machine: services tell strangers what they are (reflection). */
  readonly development: boolean;
  /** Under test: an answer that is not as declared fails its request. It costs as much again as making the answer. */
  readonly checkAnswers: boolean;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** How a context's own commits append to the log. */
  readonly outbox: Outbox;
  readonly identities: IdentityTokens;
  /** How calls of gRPC travel to and from this process. */
  readonly transport: Transport;
  /** A connection pool of the database role that owns a store (`order`, `link`). `engine`: plans pinned, for batch statements. */
  database(role: string, use?: 'engine' | 'query', size?: number): pg.Pool;
  /** The same database as a connection string, for Prisma. */
  databaseUrl(role: string): string;
  /** The address to listen on; loopback unless a deployment says otherwise. */
  readonly listenOn: string;
  /** The proxies whose word about where a request comes from is believed. */
  readonly trustProxy: readonly string[];
  /** How much callers of an HTTP edge may ask; without it, as much as they like. */
  readonly rateLimits: RateLimits | undefined;
  /** The operators' key, where whoever started this process gave one. */
  readonly operatorKey: string | undefined;
  /** Where this module listens. */
  port(module: string): number;
  /** Where another module is reached: `127.0.0.1:4105`. */
  address(module: string): string;
}
