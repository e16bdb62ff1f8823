import { commands, topics } from '@noren/inventory-contract';
import { newId } from '@noren/kernel';
import { postgresLog, type Log, type LogRecord, type NewRecord } from '@noren/log';
import { Outcomes } from '@noren/wire';
import pg from 'pg';
import { bulkDone, stockOf } from '../client/shop-api.ts';
import { bareReservations } from './bare/reservations.ts';
import { batchMeter, type BenchOptions, type Ground } from './ground.ts';
import { measure } from './measure.ts';
import type { Pair } from './result.ts';

/**
 * Reservations of one unit of one article, each a command of its own through the log and the engine of the running platform, until its outcome is told.
 * There is little to buy at first and much then: what was granted must be what is reserved.
 */
export async function reservations(ground: Ground, { seconds, warmUp, inFlight }: BenchOptions): Promise<readonly Pair[]> {
  const { dev, postmaster } = ground;
  const { shopId } = dev.sample;
  const sku = `HOT-${ground.run.slice(-12)}`;
  const stocked = 1_000_000_000;
  await setStock(ground, sku, stocked);
  const { log, close } = inventoryLog(ground);
  try {
    const { reserve, granted } = await reserving(log, shopId, sku);
    const pairs: Pair[] = [];
    for (const concurrency of inFlight) {
      const batches = await batchMeter(ground, /inventory/);
      const platform = await measure('reservations by the log', { concurrency, seconds, warmUp }, { node: dev.pid, postmaster }, reserve);
      const batch = Math.max(1, Math.round((await batches()) ?? concurrency));
      const bare = await bareReservations(ground, { seconds: Math.min(seconds, 5), warmUp: 1, batch });
      pairs.push({ platform, bare, notes: [`batches of ${batch}`], aim: '8,000/s or more and 0.7 of bare' });
    }
    const reserved = (await stockOf(ground.merchantLink, shopId)).get(sku.toLowerCase())?.reserved;
    if (reserved !== granted()) throw new Error(`${granted()} reservations were granted, ${reserved} units are reserved`);
    return pairs;
  } finally {
    await close();
  }
}

const setStock = ({ merchantLink, dev, run }: Ground, sku: string, onHand: number): Promise<void> =>
  bulkDone(merchantLink, { method: 'PUT', path: `/v1/shops/${dev.sample.shopId}/stock`, body: { lines: [{ sku, onHand }] }, key: `${run}-hot` });

/** The platform's log, as the role that may append commands for Inventory. */
function inventoryLog({ dev }: Ground): Readonly<{ log: Log; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: dev.database, max: 4 });
  pool.on('connect', (client) => void client.query('SET SESSION AUTHORIZATION "order"'));
  const log = postgresLog({ pool, topics: [topics.commands, topics.outcomes] });
  return {
    log,
    close: async () => {
      await log.close();
      await pool.end();
    },
  };
}

/** Reserves a unit and waits for its outcome; `granted` counts those that were granted. */
async function reserving(log: Log, shopId: string, sku: string): Promise<Readonly<{ reserve(): Promise<string | undefined>; granted(): number }>> {
  const waiting = new Map<string, (status: string) => void>();
  let granted = 0;
  await log.tail([topics.outcomes.name], 'end', (records) => records.forEach((record) => tell(record, waiting)));
  const reserve = async (): Promise<string | undefined> => {
    const id = newId('cmd');
    const decided = new Promise<string>((resolve) => void waiting.set(id, resolve));
    await log.append([command(id, shopId, sku)]);
    const status = await decided;
    waiting.delete(id);
    if (status !== 'done') return status;
    granted += 1;
    return undefined;
  };
  return { reserve, granted: () => granted };
}

function tell({ value }: LogRecord, waiting: ReadonlyMap<string, (status: string) => void>): void {
  for (const { commandId, status } of Outcomes.decode(value).outcomes) waiting.get(commandId)?.(status);
}

const command = (id: string, shopId: string, sku: string): NewRecord => ({
  topic: topics.commands.name,
  key: shopId,
  id,
  type: 'noren.inventory.v1.ReserveStock',
  value: commands.ReserveStock.encode({ shopId, holder: id, lines: [{ sku, quantity: 1 }] }).finish(),
  headers: { actor: 'bench' },
});
