import { expect, it } from 'vitest';
import { setStock, upsertItems } from './support/merchant-system.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
/** The platform may have been tested before. */
const run = Date.now().toString(36);

/** A manager before the row of a new item at £1.20. */
async function before(sku: string): Promise<AtScreen> {
  await upsertItems(dev, [{ sku, names: { en: `Priced ${sku}` }, price: { amount: 120, currency: 'GBP' } }]);
  const manager = await sit('manager');
  await manager.go('catalogue');
  await manager.page.locator('.search input').fill(sku);
  await rowOf(manager, sku).locator('.in-place').waitFor();
  return manager;
}
const rowOf = ({ page }: AtScreen, sku: string) => page.locator('.long-row.body', { hasText: sku });

/** Types a price over the one in the row, with Enter. */
async function type(manager: AtScreen, sku: string, price: string, understood: string): Promise<void> {
  const row = rowOf(manager, sku);
  await row.locator('.in-place').click();
  await row.locator('.price-input').fill(price);
  await row.locator('.understood', { hasText: understood }).waitFor();
  await manager.page.keyboard.press('Enter');
}

/** What the platform has kept, in pence. */
const kept = async (sku: string): Promise<unknown> => {
  const response = await fetch(`${dev.merchantLink.url}/v1/items/${sku}`, { headers: { authorization: `Bearer ${dev.merchantLink.apiKey}` } });
  return ((await response.json()) as Readonly<{ price: Readonly<{ amount: number }> }>).price.amount;
};

it('1,50 is shown as £1.50 and saved as that', async () => {
  const sku = `NUM-A-${run}`;
  const manager = await before(sku);
  await type(manager, sku, '1,50', '= £1.50');
  await rowOf(manager, sku).getByText('£1.50').waitFor();
  await expect.poll(() => kept(sku)).toBe(150);
});

it('1,000 asks which of two prices is meant, and a price that moves tenfold whether it is right', async () => {
  const sku = `NUM-B-${run}`;
  const manager = await before(sku);
  const { page } = manager;
  await type(manager, sku, '1,000', '£1,000.00 / £1.00 ?');
  await page.getByRole('alertdialog', { name: 'Which number do you mean?' }).getByRole('button', { name: '£1.00', exact: true }).click();
  await expect.poll(() => kept(sku)).toBe(100);
  await type(manager, sku, '27.50', '= £27.50');
  await page.getByRole('alertdialog', { name: 'Is this price right?' }).getByRole('button', { name: 'Keep £1.00' }).click();
  await rowOf(manager, sku).getByText('£1.00').waitFor();
  await type(manager, sku, '1,000', '£1,000.00 / £1.00 ?');
  await page.getByRole('button', { name: '£1,000.00', exact: true }).click();
  await page.getByRole('button', { name: 'Change to £1,000.00' }).click();
  await expect.poll(() => kept(sku)).toBe(100_000);
});

it('the form shows what it has understood, offers both readings, and asks before a price moves tenfold', async () => {
  const sku = `NUM-C-${run}`;
  const manager = await before(sku);
  const { page, go } = manager;
  await go(`catalogue/articles/${sku}`);
  const price = page.getByLabel('Price', { exact: true });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await price.fill('1 5 0');
  await page.getByText('Please enter an amount in GBP').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await price.fill('1.200');
  await page.getByRole('button', { name: '£1,200.00' }).waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('button', { name: '£1,200.00' }).click();
  await page.getByText('= £1,200.00').waitFor();
  await save.click();
  await page.getByRole('button', { name: 'Keep £1.20' }).click();
  await price.fill('2,60');
  await page.getByText('= £2.60').waitFor();
  await save.click();
  await page.getByText(/was saved/).waitFor();
  expect(await kept(sku)).toBe(260);
});

it('a quantity in kilograms is read to the gram in a stock dialog and in a count, and 1,505 kg is asked about', async () => {
  const sku = `NUM-D-${run}`;
  await upsertItems(dev, [{ sku, names: { en: `Weighed ${sku}` }, price: { amount: 900, currency: 'GBP' }, soldBy: 'weight' }]);
  await setStock(dev, sku, 1_000);
  const { page, go } = await sit('manager');
  await go(`stock/articles/${sku}`);
  await page.getByRole('button', { name: 'Change stock' }).click();
  await page.getByLabel('How much came in?').fill('1,5');
  await page.getByText('= 1.5 kg').waitFor();
  await page.getByText('On hand: 1 kg → 2.5 kg').waitFor();
  await page.getByLabel('How much came in?').fill('1,505');
  await page.getByRole('button', { name: '1,505 kg', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '1.505 kg', exact: true }).click();
  await page.getByText('On hand: 1 kg → 2.505 kg').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Stock was updated').waitFor();
  await go('stock/count');
  await page.locator('.scan-input').fill(sku);
  await page.keyboard.press('Enter');
  const counted = page.getByRole('textbox', { name: /^Counted of/ });
  await counted.fill('1.250');
  await counted.press('Enter');
  await page.getByRole('alertdialog', { name: 'Which number do you mean?' }).getByRole('button', { name: '1.25 kg' }).click();
  await expect.poll(() => counted.inputValue()).toBe('1.25');
});
