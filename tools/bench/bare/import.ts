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

const upserted =
  (numbers: readonly number[], edition: number): Parts =>
  (value) => {
    const all = `unnest(${value(numbers)}::bigint[])`;
    const of = value(edition);
    return [
      `o AS (INSERT INTO bench.outcome (command_id, status, positions, at) SELECT 'cmd_' || ${of}::int || '_' || n, 'done', '{}', now() FROM ${all} n)`,
      `i AS (INSERT INTO bench.item (key, version, item_id, merchant_id, sku, sku_key, gtin, names, price_amount, currency, tax_class, status, image_urls, sold_by, item_version,
                                      search_text)
             SELECT 'mer_bench/bench-' || n, 1, 'itm_' || n, 'mer_bench', 'BENCH-' || n, 'bench-' || n, NULL,
                    jsonb_build_object('en', 'Hand-thrown clay plant pot, glazed, number ' || n, 'ja', '手作りの素焼き鉢 ' || n || '番'), 500 + ${of}::int, 'GBP', 'standard', 'published',
                    jsonb_build_array('https://images.example/pots/' || n || '/front.jpg', 'https://images.example/pots/' || n || '/side.jpg'), 'piece', 1,
                    'hand-thrown clay plant pot, glazed, number ' || n || E'\\n手作りの素焼き鉢 ' || n || E'番\\nbench-' || n
             FROM ${all} n
             ON CONFLICT (key) DO UPDATE SET version = bench.item.version + 1, names = excluded.names, search_text = excluded.search_text, price_amount = excluded.price_amount,
                                             image_urls = excluded.image_urls, item_version = bench.item.item_version + 1)`,
    ];
  };
