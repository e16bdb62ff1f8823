import { adjust } from './calls.ts';
import { asAdmin, until } from './database.ts';
import type { ClientCall } from './history.ts';
import { ask } from './http.ts';
import type { Merchant } from './merchant.ts';
import type { SplitHouse } from './split-house.ts';

/** The engine that is stopped, and the one that takes over from it. */
export const zombie = 'inventory-engine';
const heir = 'inventory-engine, the heir';

const READING = `SELECT FROM pg_stat_activity WHERE usename = 'inventory' AND wait_event_type = 'Lock' AND query LIKE '%FROM "stock"%'`;
const EPOCH = `SELECT sum(epoch)::int AS epoch FROM inventory."position" WHERE subscription = 'inventory.engine'`;

/**
 * Stops an engine (SIGSTOP) between reading the records of a batch and committing it: its read is held up by a lock, the process is stopped, then the lock
 * goes, so the answer waits for it when it wakes. Meanwhile a second engine takes the partition over and decides that batch and more. Then lets the first go on
 * (SIGCONT). Gives all that was asked; resolves when the first has tried to commit.
 */
export async function overtaken(house: SplitHouse, merchant: Merchant, woken: () => Promise<boolean>): Promise<readonly ClientCall[]> {
  const [shopId = ''] = merchant.shops;
  const [sku = ''] = merchant.skus;
  const first = await adjust(merchant, shopId, sku, 1);
  const stale = await asAdmin(house.database, async (admin) => {
    await admin.query('BEGIN');
    await admin.query('LOCK TABLE inventory.stock IN ACCESS EXCLUSIVE MODE');
    const pending = adjust(merchant, shopId, sku, 5);
    await until('the engine reads what it has to decide', () => asAdmin(house.database, async (other) => (await other.query(READING)).rowCount === 1));
    house.processes().get(zombie)?.signal('SIGSTOP');
    await admin.query('COMMIT');
    return { pending };
  });
  const before = await epoch(house.database);
  await house.start(heir, ['inventory-engine']);
  await until('another engine takes the partition over', async () => (await epoch(house.database)) > before);
  const decided = [first, await stale.pending, await adjust(merchant, shopId, sku, 10), await adjust(merchant, shopId, sku, 20)];
  house.processes().get(zombie)?.signal('SIGCONT');
  await until('the engine that was stopped has tried to commit', woken);
  // The heir goes, so only who has joined as new can decide this.
  await house.processes().get(heir)?.stop();
  return [...decided, await adjust(merchant, shopId, sku, 40)];
}

const epoch = (database: string): Promise<number> => asAdmin(database, async (admin) => (await admin.query<{ epoch: number }>(EPOCH)).rows[0]?.epoch ?? 0);

/** What merchants see of the first article of the first shop. */
export async function onHand({ system, shops }: Merchant): Promise<unknown> {
  const answer = await ask(system, { method: 'GET', path: `/v1/shops/${shops[0]}/stock` });
  return answer?.body;
}
