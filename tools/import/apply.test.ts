import { afterEach, expect, test } from 'vitest';
import { api, type Api } from '../client/api.ts';
import { standIn, type StandIn } from '../client/platform.fixture.ts';
import { applyItems, type Applied } from './apply.ts';
import { exitCode, summary } from './report.ts';
import type { ImportedItem } from '@noren/merchant-link-files';

let platform: StandIn | undefined;
let merchantLink: Api | undefined;
afterEach(async () => {
  merchantLink?.close();
  await platform?.close();
});

async function started(
  options?: Parameters<typeof standIn>[0],
): Promise<Readonly<{ platform: StandIn; apply(run: string, items: readonly ImportedItem[]): Promise<Applied> }>> {
  const running = (platform = await standIn(options));
  const link = (merchantLink = api(running.dev.merchantLink));
  return { platform: running, apply: (run, items) => applyItems({ merchantLink: link, shopId: 'shp_1', run }, items, () => undefined) };
}

const item = (line: number, onHand?: number): ImportedItem => ({
  line,
  sku: `S-${line}`,
  names: { en: `Item ${line}` },
  price: { amount: line, currency: 'GBP' },
  imageUrls: [],
  ...(onHand === undefined ? {} : { onHand }),
});

test('items and their stock stand, and a second run sets no stock', async () => {
  const { platform: running, apply } = await started();
  const items = [...Array.from({ length: 1_500 }, (_, at) => item(at + 2, at)), item(2_000)];
  expect(await apply('first', items)).toEqual({ items: 1_501, stockSet: 1_500, problems: [], warnings: [] });
  expect(running.items.size).toBe(1_501);
  expect(running.levels.get('s-1001')?.onHand).toBe(999);
  expect(await apply('second', items)).toEqual({ items: 1_501, stockSet: 0, problems: [], warnings: [] });
});

test('a file that was imported, changed by another and imported again stands again', async () => {
  const { platform: running, apply } = await started();
  for (const onHand of [3, 4, 3]) await apply(`run-${Math.random()}`, [item(2, onHand)]);
  expect(running.levels.get('s-2')?.onHand).toBe(3);
});

test('what the platform refuses is told by its line in the file and gets no stock', async () => {
  const { platform: running, apply } = await started({ refuses: ['S-3'] });
  const applied = await apply('a', [item(2, 1), item(3, 1), item(4, 1)]);
  expect(applied).toEqual({ items: 2, stockSet: 2, problems: [{ line: 3, column: 'sku', reason: 'refused by the test' }], warnings: [] });
  expect([...running.levels.keys()]).toEqual(['s-2', 's-4']);
});

test('a new item without a price is told so, and nothing of minor units', async () => {
  const { apply } = await started();
  const { price, ...unpriced } = item(3);
  expect(price).toBeDefined();
  expect((await apply('a', [item(2), unpriced])).problems).toEqual([{ line: 3, column: 'price', reason: 'a price is missing' }]);
});

test('what stands and looks like a mistake stands, and is told by its line in the file', async () => {
  const { apply } = await started({ warns: ['S-3'] });
  const applied = await apply('a', [item(2, 1), item(3, 1)]);
  expect(applied).toEqual({ items: 2, stockSet: 2, problems: [], warnings: [{ line: 3, column: 'gtin', reason: 'twice, says the test' }] });
  expect(summary('ours', applied, [], 1)).toContain('  warning: line 3, gtin: twice, says the test');
  expect(exitCode(applied, [])).toBe(0);
});

test('a line for which a whole call is refused costs its own row, and is told by its line in the file', async () => {
  const { platform: running, apply } = await started({ malformed: ['S-7', 'S-900', 'S-1400'], unnamed: ['S-40', 'S-41'] });
  const applied = await apply(
    'a',
    Array.from({ length: 1_500 }, (_, at) => item(at + 2, 1)),
  );
  expect(applied.problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [7, 'names.en', 'is no text'],
    [40, '', 'cannot be read'],
    [41, '', 'cannot be read'],
    [900, 'names.en', 'is no text'],
    [1_400, 'names.en', 'is no text'],
  ]);
  expect([applied.items, running.items.size, running.levels.size]).toEqual([1_495, 1_495, 1_495]);
});

test('a piece that fails is told, row by row, and the others stand', async () => {
  const { apply } = await started({ lost: ['S-3'] });
  const applied = await apply(
    'a',
    Array.from({ length: 1_500 }, (_, at) => item(at + 2)),
  );
  expect([applied.items, applied.problems.length]).toEqual([500, 1_000]);
  expect(applied.problems[0]).toMatchObject({ line: 2, reason: expect.stringContaining('import it again') });
});

test('the exit code says whether all, some or none of the rows stand', () => {
  const trouble = [{ line: 2, column: '', reason: '' }];
  const of = (items: number) => ({ items, stockSet: 0, problems: [], warnings: [] });
  expect([exitCode(of(2), []), exitCode(of(1), trouble), exitCode(of(0), trouble)]).toEqual([0, 1, 2]);
});
