import { records } from '@noren/item-contract';
import type { Metered } from '../ground.ts';
import type { Figures } from '../measure.ts';
import { batchLoop } from './loop.ts';
import { append, commit, LOG, openLog, withTables, type Parts } from './tables.ts';

const TABLES = { ...LOG, item: 'item.item', outcome: 'item.outcome' };

/** The rows that an import changes, in batches: the commands into the log; items, outcomes and events. `edition` above 0 first makes what it then changes. */
export async function bareImport(ground: Metered, { rows, batch, edition }: Readonly<{ rows: number; batch: number; edition: number }>): Promise<Figures> {
  const { admin } = ground;
  return withTables(admin, TABLES, async () => {
    await openLog(admin);
    const run = async (of: number): Promise<Figures> => {
      let first = 0;
      return batchLoop(ground, 'bare: the same rows', { seconds: 3_600, warmUp: 0, batch, stopAfter: Math.ceil(rows / batch) }, async (client) => {
        const numbers = Array.from({ length: batch }, (_, at) => first + at);
        first += batch;
        const ids = numbers.map((number) => `mer_bench/bench-${number}`);
        await commit(client, 'commands', append({ keys: ids, bytes: 250 }));
        await commit(client, 'upsert', upserted(numbers, of), append({ keys: ids, bytes: 300 }, { keys: ids.slice(0, 1), bytes: batch * 60 }));
      });
    };
    if (edition > 0) await run(0);
    return run(edition);
  });
}

/** As long as the platform's own. */
const recordOf = (number: number, edition: number): Uint8Array =>
  records.Item.encode({
    itemId: `itm_${String(number).padStart(32, '0')}`,
    merchantId: 'mer_bench',
    sku: `BENCH-${number}`,
    names: [
      { language: 'en', text: `Hand-thrown clay plant pot, glazed, number ${number}` },
      { language: 'ja', text: `手作りの素焼き鉢 ${number}番` },
    ],
    price: { amount: 500 + edition, currency: 'GBP' },
    taxClass: 'standard',
    status: 'published',
    imageUrls: [`https://images.example/pots/${number}/front.jpg`, `https://images.example/pots/${number}/side.jpg`],
    soldBy: 'piece',
    version: edition + 1,
  }).finish();

const upserted =
  (numbers: readonly number[], edition: number): Parts =>
  (value) => {
    const all = `unnest(${value(numbers)}::bigint[])`;
    const of = value(edition);
    return [
      `o AS (INSERT INTO bench.outcome (command_id, status, positions, at) SELECT 'cmd_' || ${of}::int || '_' || n, 'done', '{}', now() FROM ${all} n)`,
      `i AS (INSERT INTO bench.item (key, version, merchant_id, sku_key, status, search_text, record)
             SELECT 'mer_bench/bench-' || n, 1, 'mer_bench', 'bench-' || n, 'published',
                    'hand-thrown clay plant pot, glazed, number ' || n || E'\\n手作りの素焼き鉢 ' || n || E'番\\nbench-' || n, u.record
             FROM unnest(${value(numbers)}::bigint[], ${value(numbers.map((number) => recordOf(number, edition)))}::bytea[]) AS u(n, record)
             ON CONFLICT (key) DO UPDATE SET version = bench.item.version + 1, search_text = excluded.search_text, record = excluded.record)`,
    ];
  };
