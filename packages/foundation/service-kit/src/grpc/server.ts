import { Server, type ServerCredentials, type ServerOptions } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { IdentityTokens } from '../identity-tokens.ts';
import { rpcServerDuration } from '../metrics.ts';
import { addReflection } from './reflection.ts';
import { type Authenticating, handling, type Edge, signedBy } from './server-call.ts';
import { type Served, serviceOf } from './service.ts';
import type { Transport } from './transport.ts';

type GrpcServerOptions = Readonly<{
  host: string;
  /** 0 takes any that is free. */
  port: number;
  /** Made by `served(OrderServiceService, { … })`. */
  services: readonly Served[];
  identities: IdentityTokens;
  /** Who asks, of callers outside of Noren. Without it the caller is a part of Noren, and its identity is signed. */
  authenticate?: Authenticating;
  transport: Transport;
  logger: Logger;
  metrics: Registry;
  /** The descriptors of the services' contracts, to tell a stock client of; undefined outside development. */
  reflection?: readonly URL[] | undefined;
  /** The largest message in either direction; 4 MiB unless said otherwise. */
  maxMessageBytes?: number;
  /** How long calls may go on after `stop`; 10 s unless said otherwise. */
  drainMs?: number;
}>;

export type GrpcServer = Readonly<{ address: string; port: number; stop(): Promise<void> }>;

/** Serves until stopped, and tells so by the standard health check. `stop` takes no more calls, lets running ones end, then closes. */
export async function grpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const { host, services, drainMs = 10_000 } = options;
  const server = new Server(limits(options.maxMessageBytes ?? 4 * 1024 * 1024));
  const edge: Edge = {
    authenticate: options.authenticate ?? signedBy(options.identities),
    logger: options.logger,
    observe: rpcServerDuration(options.metrics),
  };
  for (const service of services) mount(server, service, edge);

  const names = services.flatMap(namesOf);
  const health = new HealthImplementation(Object.fromEntries(['', ...names].map((name) => [name, 'SERVING'])));
  health.addToServer(server);
  if (options.reflection) addReflection(server, options.reflection, names);

  const port = await listen(server, `${host}:${options.port}`, options.transport.ofServer());
  return {
    address: `${host}:${port}`,
    port,
    async stop() {
      for (const name of ['', ...names]) health.setStatus(name, 'NOT_SERVING');
      await drained(server, drainMs);
    },
  };
}

function mount(server: Server, { definition, methods }: Served, edge: Edge): void {
  server.addService(definition, Object.fromEntries(methods.map(({ key, definition: { path }, handler }) => [key, handling(path, handler, edge)])));
}

const namesOf = ({ methods }: Served): readonly string[] => [...new Set(methods.map(({ definition }) => serviceOf(definition)))];

const limits = (maxMessageBytes: number): ServerOptions => ({
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
  'grpc.max_concurrent_streams': 1_000,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.enable_channelz': 0,
});

const listen = (server: Server, address: string, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => server.bindAsync(address, credentials, (error, bound) => (error ? reject(error) : resolve(bound))));

/** Calls that do not end in time are cut off, so that a stop always ends. */
async function drained(server: Server, drainMs: number): Promise<void> {
  const timer = setTimeout(() => server.forceShutdown(), drainMs);
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  clearTimeout(timer);
}
