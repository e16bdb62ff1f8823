import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from './database.ts';
import type { House } from './house.ts';
import type { Victim } from './victim.ts';

/** What goes wrong without anybody dying. Like a victim it is struck, and comes back; longer than a lease lasts, where that is asked for. */
export const disturbances = (house: House, forMs: () => number): readonly Victim[] => [
  ...[...house.processes().keys()].map((name) => paused(house, name, forMs)),
  { name: 'every connection of the database', kill: () => asAdmin(house.database, cutAll), revive: async () => {} },
  locked(house, forMs),
];

/** A process that stands still, as one does whose machine sleeps. */
const paused = (house: House, name: string, forMs: () => number): Victim => ({
  name: `${name}, stopped for a while`,
  kill: async () => house.processes().get(name)?.signal('SIGSTOP'),
  async revive() {
    await sleep(forMs());
    house.processes().get(name)?.signal('SIGCONT');
  },
});

const cutAll = async (admin: { query(sql: string): Promise<unknown> }): Promise<void> =>
  void (await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL AND datname IS NOT NULL',
  ));

/** Somebody holds the head of every partition: all who append wait, and with them their connections, until their pools have none left. */
function locked(house: House, forMs: () => number): Victim {
  let released: Promise<void> | undefined;
  return {
    name: 'the head of the log, held',
    async kill() {
      const { promise: held, resolve } = Promise.withResolvers<void>();
      released = asAdmin(house.database, async (admin) => {
        await admin.query('BEGIN');
        await admin.query('SELECT FROM log.partition ORDER BY topic, partition FOR UPDATE');
        resolve();
        await sleep(forMs());
        await admin.query('COMMIT');
      }).finally(resolve);
      await held;
    },
    revive: async () => released,
  };
}
