import type { Module } from '@noren/service-kit';
import { compose } from './container.ts';

export const module: Module = {
  name: 'link-google-merchant',
  async start(host) {
    const { server, close } = await compose(host);
    return {
      address: server.url,
      docs: server.docs,
      openapi: server.openapi,
      notReady: async () => [],
      async stop() {
        await server.stop();
        close();
      },
    };
  },
};
