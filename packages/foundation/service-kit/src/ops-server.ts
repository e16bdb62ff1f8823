import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { StartedModule } from './module.ts';

export type OpsServer = Readonly<{ url: string; stop(): Promise<void> }>;

/**
 * What those who run a process ask it: `/healthz` (it lives), `/readyz` (every module can work; 503 with what is missing otherwise),
 * `/metrics` (Prometheus). For a network that strangers cannot reach.
 */
export async function opsServer({
  host,
  port,
  modules,
  metrics,
}: Readonly<{ host: string; port: number; modules: () => ReadonlyMap<string, Pick<StartedModule, 'notReady'>>; metrics: Registry }>): Promise<OpsServer> {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/healthz': async (response) => json(response, 200, { status: 'ok' }),
    '/readyz': async (response) => {
      const missing = await missingOf(modules());
      json(response, missing.length === 0 ? 200 : 503, { ready: missing.length === 0, missing: Object.fromEntries(missing) });
    },
    '/metrics': async (response) => send(response, 200, metrics.contentType, await metrics.metrics()),
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url?.split('?')[0] ?? ''] : undefined;
    if (!answer) return json(response, 404, { title: 'Not found', status: 404 });
    answer(response).catch(() => json(response, 500, { title: 'Internal error', status: 500 }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${boundPort(server.address(), port)}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function missingOf(modules: ReadonlyMap<string, Pick<StartedModule, 'notReady'>>): Promise<readonly (readonly [string, readonly string[]])[]> {
  const checked = await Promise.all(Array.from(modules, async ([name, module]) => [name, await module.notReady()] as const));
  return checked.filter(([, missing]) => missing.length > 0);
}

const boundPort = (address: AddressInfo | string | null, requested: number): number => (typeof address === 'object' && address ? address.port : requested);

const json = (response: ServerResponse, status: number, body: object): void => send(response, status, 'application/json', JSON.stringify(body));

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
