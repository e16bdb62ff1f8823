import type pg from 'pg';
import type { Host, Module } from '../module.ts';
import { grpcServer } from './server.ts';
import type { Served } from './service.ts';

/** A context's API, put together: what it serves, the connections it needs (the first is asked whether it is ready), what it closes. */
export type GrpcApi = Readonly<{
  host: Host;
  pools: readonly [pg.Pool, ...pg.Pool[]];
  services: readonly Served[];
  descriptors: readonly URL[];
  close(): Promise<void>;
}>;

/** A context's API as a module of the platform; `compose` is its container. */
export const grpcModule = (name: string, compose: (host: Host) => Promise<GrpcApi>): Module => ({
  name,
  async start(host) {
    const { pools, services, descriptors, close } = await compose(host);
    const server = await grpcServer({
      host: host.listenOn,
      port: host.port(name),
      services,
      identities: host.identities,
      transport: host.transport,
      logger: host.logger,
      metrics: host.metrics,
      reflection: host.development ? descriptors : undefined,
      maxMessageBytes: 16 * 1024 * 1024,
    });
    return {
      address: server.address,
      notReady: () =>
        pools[0].query('SELECT 1').then(
          () => [],
          () => ['database'],
        ),
      async stop() {
        await server.stop();
        await close();
        await Promise.all(pools.map((pool) => pool.end()));
      },
    };
  },
});
