import { records } from '@noren/inventory-contract';
import { newId } from '@noren/kernel';
import type { Metered } from '../ground.ts';
import type { Figures } from '../measure.ts';
import { batchLoop } from './loop.ts';
import { append, commit, LOG, openLog, withTables, type Parts } from './tables.ts';

const TABLES = { ...LOG, stock: 'inventory.stock', hold: 'inventory.hold', ledger: 'inventory.ledger', outcome: 'inventory.outcome' };

/** The rows that reservations of one article change, in batches: the commands into the log; level, holds, ledger, outcomes and events. */
export async function bareReservations(ground: Metered, plan: Readonly<{ seconds: number; warmUp: number; batch: number }>): Promise<Figures> {
  const { admin } = ground;
  return withTables(admin, TABLES, async () => {
    await openLog(admin);
    await admin.query(
      "INSERT INTO bench.stock (key, version, shop_id, sku, sku_key, on_hand, reserved, safety, short, record_version) VALUES ('shp_bench/hot', 1, 'shp_bench', 'HOT', 'hot', 1000000000, 0, 0, 0, 1)",
    );
    return batchLoop(ground, 'bare: the same rows', plan, async (client, batch) => {
      const ids = Array.from({ length: batch }, () => newId('cmd'));
      await commit(client, 'commands', append({ keys: ids, bytes: 100 }));
      await client.query({
        name: 'bare level',
        text: 'SELECT key, version, on_hand, reserved, record_version FROM bench.stock WHERE key = ANY($1::text[])',
        values: [['shp_bench/hot']],
      });
      await client.query({ name: 'bare holders', text: 'SELECT key FROM bench.hold WHERE key = ANY($1::text[])', values: [ids] });
      await commit(client, 'reserve one article', reserved(ids), append({ keys: ids, bytes: 150 }, { keys: ids.slice(0, 1), bytes: batch * 60 }));
    });
  });
}

/** As large as any other. */
const HOLD = Buffer.from(records.Hold.encode({ shopId: 'shp_bench', holder: newId('cmd'), status: 'held', lines: [{ sku: 'HOT', quantity: 1 }] }).finish());

const reserved =
  (ids: readonly string[]): Parts =>
  (value) => {
    const all = `unnest(${value(ids)}::text[])`;
    const more = `${value(ids.length)}::bigint`;
    return [
      `s AS (UPDATE bench.stock SET version = version + 1, reserved = reserved + ${more}, record_version = record_version + ${more} WHERE key = 'shp_bench/hot')`,
      `h AS (INSERT INTO bench.hold (key, version, record) SELECT id, 1, ${value(HOLD)}::bytea FROM ${all} id)`,
      `o AS (INSERT INTO bench.outcome (command_id, status, positions, at) SELECT id, 'done', '{}', now() FROM ${all} id)`,
      `l AS (INSERT INTO bench.ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor, holder)
             SELECT 'shp_bench', 'HOT', 'hot', now(), 0, 1, 0, 'reserved', 'bench', id FROM ${all} id)`,
    ];
  };
