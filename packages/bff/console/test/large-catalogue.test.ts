import { beforeAll, expect, it } from 'vitest';
import { upsertItems } from './support/merchant-system.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const ITEMS = 50_000;
const SHELVED = 400;
const { dev, sit } = screens();

const padded = (at: number): string => String(at).padStart(5, '0');
/** A GTIN-13 of the range for use within a company, with its check digit. */
function gtinOf(at: number): string {
  const digits = `2${String(at).padStart(11, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
const skuOf = (at: number): string => `ZZ-${padded(at)}`;
const item = (at: number): object => ({
  sku: skuOf(at),
  gtin: gtinOf(at),
  names: { en: `Teapot number ${padded(at)}`, ja: `急須${padded(at)}番`, ko: `찻주전자 ${padded(at)}호` },
  price: { amount: 1_000 + at, currency: 'GBP' },
  ...(at <= SHELVED ? { category: 'Pottery > Teapots' } : {}),
});

beforeAll(
  () =>
    upsertItems(
      dev,
      Array.from({ length: ITEMS }, (_, at) => item(at + 1)),
    ),
  120_000,
);

const search = ({ page }: AtScreen, words: string): Promise<void> => page.locator('.search input').fill(words);
const row = ({ page }: AtScreen, at: number) => page.locator('.long-row.body', { hasText: skuOf(at) });

it('one of fifty thousand is found by its name in each language, its SKU and its bar code', async () => {
  const manager = await sit('manager');
  await manager.go('catalogue');
  await manager.page.getByText('More than 10,000 articles').waitFor();
  for (const words of ['teapot NUMBER 31234', '急須31234', '찻주전자 31234', 'zz-31234', gtinOf(31_234)]) {
    await search(manager, words);
    await manager.page.getByText('1 article', { exact: true }).waitFor();
    expect([words, await row(manager, 31_234).count()]).toEqual([words, 1]);
    await search(manager, '');
    await manager.page.getByText(/10,000/).waitFor();
  }
  await search(manager, 'no such teapot');
  await manager.page.getByText('Nothing found').waitFor();
});

it('a category shows what is filed in it, those below included', async () => {
  const manager = await sit('manager');
  await manager.go('catalogue');
  await manager.page.getByRole('button', { name: /Category/ }).click();
  await manager.page.getByRole('option', { name: 'Pottery' }).click();
  await manager.page.getByText(`${SHELVED} articles`, { exact: true }).waitFor();
  await search(manager, '00007');
  await row(manager, 7).waitFor();
});

it('the list goes on to its very end; there an item is edited in place, and nothing else is read again', async () => {
  const manager = await sit('manager');
  const { page } = manager;
  await manager.go('catalogue');
  await page.locator('.long-row.body').first().waitFor();
  const most = await page.locator('.long-table').evaluate(async (box, last) => {
    let rows = 0;
    const frame = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(next));
    const until = performance.now() + 75_000;
    while (!box.textContent?.includes(last) && performance.now() < until) {
      box.scrollTop = box.scrollHeight;
      await frame();
      rows = Math.max(rows, box.querySelectorAll('.long-row.body').length);
    }
    return rows;
  }, skuOf(ITEMS));
  await row(manager, ITEMS).waitFor();
  expect(most).toBeLessThan(60);
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/api/items')) requests.push(request.url());
  });
  await row(manager, ITEMS).locator('.in-place').click();
  await row(manager, ITEMS).locator('.price-input').fill('77.77');
  await page.keyboard.press('Enter');
  await row(manager, ITEMS).getByText('£77.77').waitFor();
  await page.waitForTimeout(1_500);
  expect(requests.length).toBeLessThan(5);
  await row(manager, ITEMS).getByText('£77.77').waitFor();
  // Somebody else's edit of what was read is told, and read when its reader asks for it.
  await upsertItems(dev, [{ ...item(1), names: { en: 'Teapot changed elsewhere' } }]);
  await page.getByRole('button', { name: /Changed in the meantime/ }).click();
  await page.locator('.long-row.body').first().waitFor();
  await expect.poll(() => page.locator('.long-table').evaluate((box) => box.scrollTop)).toBe(0);
});
