import type { Module } from '@noren/service-kit';

/** Asks its host for all that a module may ask for, and answers by its readiness. */
export const module: Module = {
  name: 'giver',
  async start(host) {
    const pool = host.database('log', 'engine', 2);
    const { rows } = await pool.query<{ role: string; path: string }>(`SELECT current_user AS role, current_setting('search_path') AS path`);
    const [ends] = await host.log.ends(['shop.commands']);
    const { subject } = host.identities.verify(host.identities.sign({ subject: 'service:giver', merchants: '*', roles: ['service'] }, 'taker'), 'taker');
    const found = `${rows[0]?.role} in ${rows[0]?.path}, ${ends?.topic} at ${ends?.offset}, ${subject}, taker at ${host.address('order-api')}`;
    return { address: found, notReady: async () => [], stop: async () => {} };
  },
};
