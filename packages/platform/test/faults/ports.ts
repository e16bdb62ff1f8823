import { createServer } from 'node:net';
import { databasePort, modules, opsOfAll, ports } from '../../src/modules.ts';

const offsets = [...ports.values(), databasePort, opsOfAll, ...modules.map(({ ops }) => ops)];

/** A `--port-base` of which every port that the platform counts from it is free. */
export async function freeBase(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const base = 12_000 + 300 * Math.floor(Math.random() * 60);
    const free = await Promise.all(offsets.map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no free ports were found');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
