import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Ports on 127.0.0.1 that nobody had a moment ago, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = held.map(portOf);
  await Promise.all(held.map(close));
  return ports;
}

/**
 * A base from which `count` ports in a row are free, for whoever counts its ports from one number. They lie below those that systems hand out to outgoing
 * connections (from 32768 on), one of which would sooner or later take one of the row.
 */
export async function freePortBase(count: number): Promise<number> {
  for (;;) {
    const base = randomInt(10_000, 32_000 - count);
    const row = await Promise.allSettled(Array.from({ length: count }, (_, at) => listen(base + at)));
    const held = row.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await Promise.all(held.map(close));
    if (held.length === count) return base;
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return address.port;
}
