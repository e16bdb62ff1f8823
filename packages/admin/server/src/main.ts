import { descriptors } from '@noren/admin-contract';
import { grpcServer, type Module } from '@noren/service-kit';
import { settleKey } from './application/operators.ts';
import { compose } from './container.ts';

/** The operators' edge: a gRPC service that takes the operators' key and no other credential. */
export const module: Module = {
  name: 'admin-server',
  async start(host) {
    const { pool, store, contexts, authenticate, service } = compose(host);
    const { logger, metrics, identities, transport, listenOn, operatorKey, clock } = host;
    const made = await settleKey(store.operators, operatorKey, clock);
    // Past the logger: it is for who starts this, once, and not for where logs go.
    if (made !== undefined) process.stdout.write(`\nThe operators' key, shown this once (NOREN_OPERATOR_KEY names another): ${made}\n\n`);
    const server = await grpcServer({
      ...{ host: listenOn, port: host.port('admin-api'), services: [service], identities, transport, authenticate, logger, metrics },
      reflection: host.development ? [descriptors] : undefined,
    });
    return {
      address: server.address,
      notReady: () =>
        pool.query('SELECT 1').then(
          () => [],
          () => ['database'],
        ),
      async stop() {
        await server.stop();
        contexts.close();
        await pool.end();
      },
    };
  },
};
