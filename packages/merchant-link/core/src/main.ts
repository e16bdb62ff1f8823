import { engineMetrics } from '@noren/engine-kit';
import { descriptors } from '@noren/merchant-link-contract';
import { systemScopeMeanings } from '@noren/merchant-link-contract/scopes';
import { grpcServer, httpServer, type Module } from '@noren/service-kit';
import { problemCodes } from './application/problems.ts';
import { compose } from './container.ts';

/** The HTTP edge for merchants' own systems, with the service that hands out their keys. */
export const module: Module = {
  name: 'merchant-link-core',
  async start(host) {
    const { pools, contexts, authenticate, routes, keys, shops } = compose(host, engineMetrics(host));
    const { logger, metrics, identities, transport, listenOn } = host;
    const following = await host.log.subscribe(shops);
    const keyServer = await grpcServer({
      host: listenOn,
      port: host.port('merchant-link-keys'),
      services: [keys],
      identities,
      transport,
      logger,
      metrics,
      reflection: host.development ? [descriptors] : undefined,
    });
    const http = await httpServer({
      name: 'merchant-link',
      title: 'Noren Merchant Link',
      description:
        'For a shop’s own system: its items, its stock, its orders. Money is in integer minor units; quantities are integers: pieces, or grams where an item is sold by weight. Every decline is a problem (RFC 9457) with a stable `code`; a line of many that is declined says so in the answer, with a `code` of the same list.',
      version: '1.0.0',
      host: listenOn,
      port: host.port('merchant-link-core'),
      routes,
      authenticate,
      codes: problemCodes,
      scopes: systemScopeMeanings,
      logger,
      metrics,
      timeoutMs: 40_000,
      checkAnswers: host.checkAnswers,
      trustProxy: host.trustProxy,
      rateLimits: host.rateLimits,
    });
    return {
      address: http.url,
      docs: http.docs,
      openapi: http.openapi,
      notReady: () =>
        pools[0]?.query('SELECT 1').then(
          () => [],
          () => ['database'],
        ) ?? Promise.resolve([]),
      async stop() {
        await http.stop();
        await keyServer.stop();
        await following.stop();
        contexts.close();
        await Promise.all(pools.map((pool) => pool.end()));
      },
    };
  },
};
