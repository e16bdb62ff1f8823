import { bulk } from '../client/shop-api.ts';
import { itemLine } from './articles.ts';
import { bareImport } from './bare/import.ts';
import type { BenchOptions, Ground } from './ground.ts';
import { measure } from './measure.ts';
import type { Pair } from './result.ts';

const LINES = 1_000;
const CALLS_AT_ONCE = 2;

/** Items over the merchant-link API, 1,000 a call as `npm run import` sends them: new ones, then the same changed; beside upserts with an event a row. */
export async function imports(ground: Ground, { total = 100_000 }: BenchOptions): Promise<readonly Pair[]> {
  const calls = Math.ceil(total / LINES);
  // Far from the articles of the other benches, and new in each run.
  const from = 1_000_000 + Math.floor(Math.random() * 800) * 1_000_000;
  const pairs: Pair[] = [];
  for (const [edition, name] of ['new items', 'changed items'].entries()) {
    const subjects = { node: ground.dev.pid, postmaster: ground.postmaster };
    const platform = await measure(
      name,
      { concurrency: CALLS_AT_ONCE, seconds: 3_600, warmUp: 0, stopAfter: calls },
      subjects,
      putting(ground, from, edition),
      LINES,
    );
    const bare = await bareImport(ground, { rows: Math.min(total, 50_000), batch: LINES, edition });
    pairs.push({ platform, bare, notes: ['CPU is of a call of 1,000 rows'], aim: '8,000 rows/s or more' });
  }
  return pairs;
}

function putting({ merchantLink, run }: Ground, from: number, edition: number): () => Promise<string | undefined> {
  let call = 0;
  return async () => {
    const first = from + call * LINES;
    const key = `${run}-import-${edition}-${call}`;
    call += 1;
    const lines = Array.from({ length: LINES }, (_, at) => itemLine(first + at, edition));
    const refused = (await bulk(merchantLink, { method: 'PUT', path: '/v1/items', body: { lines }, key })).filter(({ status }) => status !== 'done');
    return refused.length === 0 ? undefined : `${refused.length} lines ${refused[0]?.status}`;
  };
}
