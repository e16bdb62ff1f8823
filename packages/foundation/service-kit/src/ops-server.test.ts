import { afterEach, expect, test } from 'vitest';
import { counter, makeMetrics } from './metrics.ts';
import { opsServer, type OpsServer } from './ops-server.ts';

const missing = new Map<string, readonly string[]>();
let server: OpsServer;

async function started(): Promise<OpsServer> {
  const metrics = makeMetrics();
  counter(metrics, 'things_total', 'Things', ['kind']).inc({ kind: 'a' }, 2);
  const modules = () => new Map([...missing].map(([name, of]) => [name, { notReady: () => Promise.resolve(of) }]));
  server = await opsServer({ host: '127.0.0.1', port: 0, modules, metrics });
  return server;
}

afterEach(async () => server.stop());

test('a process lives before it is ready, and tells what it waits for', async () => {
  missing.set('order-engine', []).set('order-api', ['database']);
  const { url } = await started();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  const waiting = await fetch(`${url}/readyz`);
  expect(waiting.status).toBe(503);
  expect(await waiting.json()).toEqual({ ready: false, missing: { 'order-api': ['database'] } });

  missing.set('order-api', []);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, missing: {} });
});

test("metrics are told in the form of Prometheus, the process's own among them", async () => {
  const { url } = await started();
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('things_total{kind="a"} 2');
  expect(text).toContain('process_resident_memory_bytes');
});

test('nothing else is there', async () => {
  const { url } = await started();
  expect((await fetch(`${url}/etc/passwd`)).status).toBe(404);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(404);
});
