import { reachable } from '@noren/engine-kit';
import { platformScopeMeanings } from '@noren/link-contract/scopes';
import type { Running } from '@noren/log';
import { grpcServer, type Host, httpServer, type Module } from '@noren/service-kit';
import { compose, type Core } from './container.ts';
import { credentialProblems, problemCodes } from './interface/http/problems.ts';

const DESCRIPTION =
  'What shops sell, and orders for it, for consumer platforms. Money is in integer minor units; quantities are integers: pieces, or grams where an item is sold by weight. ' +
  'Every decline is a problem (RFC 9457) with a stable `code`; `/problems` lists them.';

/** The merchant API for consumer platforms, and Link's own calls for the rest of Noren beside it (`link-keys`). */
export const module: Module = {
  name: 'link-core',
  async start(host) {
    const core = await compose(host);
    const running: Running[] = [];
    for (const subscriber of core.subscribers) running.push(await host.log.subscribe(subscriber));
    const grpc = await serveGrpc(host, core);
    const http = await serveHttp(host, core);
    return {
      address: http.url,
      docs: http.docs,
      openapi: http.openapi,
      notReady: () => reachable(core.db),
      async stop() {
        await http.stop();
        await grpc.stop();
        await Promise.all(running.map((each) => each.stop()));
        await core.close();
      },
    };
  },
};

const serveHttp = (host: Host, { routes, authenticate }: Core) =>
  httpServer({
    name: 'link',
    title: 'Noren merchant API',
    description: DESCRIPTION,
    version: '1.0.0',
    host: host.listenOn,
    port: host.port('link-core'),
    routes,
    authenticate,
    codes: problemCodes,
    credentialProblems,
    scopes: platformScopeMeanings,
    trustProxy: host.trustProxy,
    rateLimits: host.rateLimits,
    logger: host.logger,
    metrics: host.metrics,
  });

const serveGrpc = (host: Host, { services, descriptors }: Core) =>
  grpcServer({
    host: host.listenOn,
    port: host.port('link-keys'),
    services,
    identities: host.identities,
    transport: host.transport,
    logger: host.logger,
    metrics: host.metrics,
    reflection: host.development ? descriptors : undefined,
    maxMessageBytes: 16 * 1024 * 1024,
  });
