import { systemClock } from '@noren/kernel';
import type { Log, Outbox } from '@noren/log';
import type { Host, IdentityTokens, Transport } from '@noren/service-kit';
import { enginePool, type NamedPool, queryPool, watchPools } from '@noren/service-kit/postgres';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { ports, type ModuleSpec } from './modules.ts';
import { Problem } from './problem.ts';

type Surroundings = Readonly<{
  config: Config;
  portBase: number;
  logger: Logger;
  metrics: Registry;
  identities: IdentityTokens;
  operatorKey: string | undefined;
  transport: Transport;
  databaseUrl(role: string): string;
  logOf(role: string): Log;
  outboxOf(role: string): Outbox;
}>;

type Hosts = Readonly<{ hostFor(place: ModuleSpec): Host; /** Ends the pools that modules have left open. */ close(): Promise<void> }>;

/** What this process gives to its modules: to each what its own database role may see. */
export function hosts({ config, portBase, logger, metrics, identities, operatorKey, transport, databaseUrl, logOf, outboxOf }: Surroundings): Hosts {
  const pools: NamedPool[] = [];
  watchPools(metrics, () => pools);
  const port = (name: string): number => portBase + offset(name);
  return {
    hostFor: ({ name, role }) => ({
      development: config.development,
      checkAnswers: config.checkAnswers,
      logger: logger.child({ module: name }),
      metrics,
      clock: systemClock,
      log: logOf(role),
      outbox: outboxOf(role),
      identities,
      transport,
      listenOn: config.host,
      trustProxy: config.trustProxy,
      rateLimits: config.rateLimits,
      operatorKey,
      database(of, use = 'query', size) {
        const pool = (use === 'engine' ? enginePool : queryPool)(databaseUrl(of), size);
        pools.push({ name: `${name} ${use}`, pool });
        return pool;
      },
      databaseUrl,
      port,
      // Certificates are for names: Node takes no address for what a server is called.
      address: (other) => config.address(other) ?? `${config.grpcTls === undefined ? '127.0.0.1' : 'localhost'}:${port(other)}`,
    }),
    async close() {
      await Promise.all(pools.filter(({ pool }) => !pool.ending).map(({ pool }) => pool.end()));
    },
  };
}

function offset(name: string): number {
  const found = ports.get(name);
  if (found === undefined) throw new Problem(`nothing listens under the name ${name}: the table of modules does not have it`);
  return found;
}
