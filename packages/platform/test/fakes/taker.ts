import { createServer } from 'node:http';
import type { Module } from '@noren/service-kit';

/** Listens where it is told to. */
export const module: Module = {
  name: 'taker',
  async start(host) {
    const server = createServer((_, response) => response.end('taken'));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(host.port('order-api'), host.listenOn, resolve));
    return {
      address: `http://${host.listenOn}:${host.port('order-api')}`,
      notReady: async () => ['something to take'],
      stop: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
};
