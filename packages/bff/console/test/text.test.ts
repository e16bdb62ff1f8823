import { beforeAll, expect, it } from 'vitest';
import { setStock, upsertItems } from './support/merchant-system.ts';
import { orderName, placeOrder } from './support/orders.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const price = { amount: 100, currency: 'GBP' };
const SPELLED = [
  ['ODD-ZWJ', '👨‍🍳 chef’s tea'],
  ['ODD-FAMILY', '👨‍👩‍👧 tea'],
  ['ODD-FLAG', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} tea'],
  ['ODD-ZWNJ', 'چای می‌خواهم'],
] as const;
const ADDRESSED = ['P%41', 'PA', 'A/B C?#%&+', 'A%2FB', '100%', 'a b', '+', '...', 'ö/é'] as const;

beforeAll(async () => {
  await upsertItems(dev, [
    ...SPELLED.map(([sku, en]) => ({ sku, names: { en }, price, category: '👨‍👩‍👧 things' })),
    ...ADDRESSED.map((sku) => ({ sku, names: { en: `Addressed <${sku}>` }, price })),
  ]);
  for (const sku of [...SPELLED.map(([one]) => one), ...ADDRESSED]) await setStock(dev, sku, 50);
});

/** What a row or card says, character by character: Playwright's own search for texts passes over some that are invisible. */
const textOf = async ({ page }: AtScreen, of: string, having: string): Promise<string> =>
  (await page.locator(of, { hasText: having }).first().textContent()) ?? '';
const search = ({ page }: AtScreen, words: string): Promise<void> => page.locator('.search input').fill(words);

it('what is spelling is shown on the board, in the catalogue, its categories and the stock', async () => {
  const manager = await sit('manager');
  for (const [sku, name] of SPELLED) {
    const order = orderName();
    await placeOrder({ ...dev, sample: { ...dev.sample, sku } }, order);
    await search(manager, order);
    expect(await textOf(manager, '.order-card', order)).toContain(name);
  }
  for (const area of ['catalogue', 'stock']) {
    await manager.go(area);
    await search(manager, 'ODD-');
    for (const [sku, name] of SPELLED) expect(await textOf(manager, '.long-row.body', sku)).toContain(name);
  }
  await manager.go('catalogue/categories');
  await manager.page.locator('.tree-name', { hasText: '👨‍👩‍👧 things' }).waitFor();
});

it('a name that an older version kept is shown as it is, invisible characters and all', async () => {
  const manager = await sit('manager');
  const order = orderName();
  const old = (text: string): string => text.replaceAll(/chef’s tea/g, 'chef’s\u200b\u00ad\u200e\u202e tea');
  for (const call of ['**/api/items?*', '**/stock?*', '**/stock', '**/board', '**/orders/*'])
    await manager.page.route(call, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: old(await response.text()) });
    });
  await placeOrder({ ...dev, sample: { ...dev.sample, sku: 'ODD-ZWJ' } }, order);
  await manager.go('orders');
  await search(manager, order);
  expect(await textOf(manager, '.order-card', order)).toContain(old('chef’s tea'));
  for (const area of ['catalogue', 'stock']) {
    await manager.go(area);
    await search(manager, 'ODD-ZWJ');
    expect(await textOf(manager, '.long-row.body', 'ODD-ZWJ')).toContain(old('chef’s tea'));
  }
});

it('one row that cannot be read costs one row, and the page says which', async () => {
  const manager = await sit('manager');
  await manager.page.route('**/api/items?*', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { items: { sku: string; status: string }[] };
    for (const item of body.items) if (item.sku === 'ODD-FLAG') item.status = 'lost';
    await route.fulfill({ response, json: body });
  });
  await manager.go('catalogue');
  await search(manager, 'ODD-');
  await manager.page.locator('.long-row.body', { hasText: 'ODD-ZWJ' }).waitFor();
  await manager.page.getByText('A row could not be shown: ODD-FLAG').waitFor();
  expect(await manager.page.locator('.long-row.body', { hasText: 'ODD-FLAG' }).count()).toBe(0);
  await manager.page.unrouteAll();
  expect(manager.forgive(/ODD-FLAG cannot be read/)).toBeGreaterThan(0);
});

it('one row that cannot be drawn costs one row as well', async () => {
  const manager = await sit('manager');
  await manager.page.route('**/api/items?*', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { items: { sku: string; price: { currency: string } }[] };
    for (const item of body.items) if (item.sku === 'ODD-FLAG') item.price.currency = '£££';
    await route.fulfill({ response, json: body });
  });
  await manager.go('catalogue');
  await search(manager, 'ODD-');
  await manager.page.locator('.long-row.body', { hasText: 'A row could not be shown: ODD-FLAG' }).waitFor();
  await manager.page.locator('.long-row.body', { hasText: 'ODD-ZWJ' }).waitFor();
  await manager.page.unrouteAll();
  expect(manager.forgive(/currency|RowBoundary/i)).toBeGreaterThan(0);
});

it('a name is typed up to 200 characters, however many units of UTF-16 they are; a SKU that no address can hold is refused as it is typed', async () => {
  const manager = await sit('manager');
  await manager.go('catalogue');
  await manager.page.getByRole('button', { name: 'New article' }).click();
  const name = manager.page.getByRole('dialog').getByLabel(/English/);
  await name.fill('𠮷'.repeat(201));
  expect(await name.inputValue()).toBe('𠮷'.repeat(200));
  await manager.page.getByRole('dialog').getByLabel(/^SKU/).fill('..');
  await manager.page.getByText('is neither “.” nor “..”').waitFor();
  await manager.page.getByRole('dialog').getByLabel(/^SKU/).fill('');
});

it('an article opens by whatever SKU it has', async () => {
  const manager = await sit('manager');
  for (const area of ['catalogue', 'stock'])
    for (const sku of ADDRESSED) {
      await manager.go(area);
      await search(manager, sku);
      await manager.page.getByRole('link', { name: `Addressed <${sku}>`, exact: true }).click();
      await manager.page.getByRole('dialog').getByText(`Addressed <${sku}>`).first().waitFor();
      expect(new URL(manager.page.url()).pathname).toBe(`/s/${manager.shopId}/${area}/articles/${encodeURIComponent(sku)}`);
    }
}, 120_000);
