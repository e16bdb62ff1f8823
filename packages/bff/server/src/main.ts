import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descriptors } from '@noren/bff-contract/people';
import { engineMetrics } from '@noren/engine-kit';
import { grpcServer, httpServer, type Module } from '@noren/service-kit';
import { problemCodes } from './interface/http/problems.ts';
import { compose, type Console } from './container.ts';
import { consolePage } from './infrastructure/page.ts';
import { liveHub } from './interface/live/hub.ts';
import { liveRoutes } from './interface/live/live-routes.ts';

/** The page as vite builds it. */
const built = join(import.meta.dirname, '..', '..', 'console', 'dist');
const SWEEP_MS = 10 * 60_000;
const RETENTION_MS = 31 * 24 * 60 * 60_000;
const SESSION_MS = 12 * 60 * 60_000;
const KNOWN_MS = 180 * 24 * 60 * 60_000;

/** The merchants' console: its page, and what the page asks. */
export const module: Module = {
  name: 'bff-server',
  async start(host) {
    const stopping = new AbortController();
    const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    const { pools, contexts, store, visitors, sessions, imports, routes, people, shops } = compose(host, engineMetrics(host), pause);
    const { logger, metrics, identities, transport, listenOn } = host;
    const following = await host.log.subscribe(shops);
    const hub = await liveHub(host.log);
    const live = liveRoutes(visitors, sessions, hub);
    const sweeping = sweep(
      store,
      () => host.clock.now(),
      (error) => logger.warn({ err: error }, 'what is old was not swept'),
    );
    const peopleServer = await grpcServer({
      ...{ host: listenOn, port: host.port('bff-people'), services: [people], identities, transport, logger, metrics },
      reflection: host.development ? [descriptors] : undefined,
    });
    const http = await httpServer({
      name: 'bff',
      title: 'Noren console',
      description: 'What the merchants’ console asks its server. Its page is the only client that is meant.',
      version: '1.0.0',
      ...{ host: listenOn, port: host.port('bff-server'), routes: [...routes, ...live.routes] },
      authenticate: visitors.authenticate,
      credentials: 'session',
      admit: visitors.admit,
      page: consolePage(built),
      ...{ codes: problemCodes, logger, metrics, timeoutMs: 12_000, checkAnswers: host.checkAnswers, compress: true, trustProxy: host.trustProxy },
      rateLimits: host.rateLimits,
    });
    await imports.resume();
    return {
      ...{ address: http.url, docs: http.docs, openapi: http.openapi },
      notReady: () =>
        pools[0]?.query('SELECT 1').then(
          () => [],
          () => ['database'],
        ) ?? Promise.resolve([]),
      async stop() {
        stopping.abort();
        // From here on nobody pauses any more: a run that fails must not be begun again and again until its turn to stop comes.
        const importing = imports.stop();
        clearInterval(sweeping);
        live.close();
        await http.stop();
        await hub.close();
        await peopleServer.stop();
        await importing;
        await following.stop();
        contexts.close();
        await Promise.all(pools.map((pool) => pool.end()));
      },
    };
  },
};

/** Sessions, attempts, writes and files that are over, from time to time. */
function sweep(
  { sessions, invitations, attempts, knownPlaces, doneWrites, imports }: Console['store'],
  now: () => Date,
  warn: (error: unknown) => void,
): NodeJS.Timeout {
  const before = (ms: number): Date => new Date(now().getTime() - ms);
  const once = async (): Promise<void> => {
    await sessions.sweep(before(SESSION_MS), before(SESSION_MS));
    await invitations.sweep(now());
    await attempts.sweep(before(24 * 60 * 60_000));
    await knownPlaces.sweep(before(KNOWN_MS));
    await doneWrites.sweep(before(RETENTION_MS));
    await imports.sweep(before(RETENTION_MS));
  };
  return setInterval(() => void once().catch(warn), SWEEP_MS).unref();
}
