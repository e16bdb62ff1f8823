import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const source = (path: string): string => readFileSync(path, 'utf8');
const first = (selector: string) => (screen: AtScreen) => screen.page.locator(selector).first().click();

const ended = async ({ page, context }: AtScreen): Promise<void> => {
  await page.locator('.week').waitFor();
  await context.clearCookies();
  await page.locator('.nav-link').nth(1).click();
};

type Look = readonly [name: string, path: string, ready: string, open?: (screen: AtScreen) => Promise<unknown>];
const looks: readonly Look[] = [
  ['orders', 'orders', '.order-card'],
  ['an order', 'orders', '.history', first('.order-number')],
  ['accepting', 'orders', '.stepper', first('.order-card.confirmed .primary')],
  ['rejecting', 'orders', '.sheet .radio', first('.order-card.confirmed .button:not(.primary)')],
  ['catalogue', 'catalogue', '.long-row.body'],
  ['an article', `catalogue/articles/${dev.sample.sku}`, '.sheet .form'],
  ['categories', 'catalogue/categories', '.tree-row'],
  ['import', 'catalogue/import', '.drop-zone'],
  ['stock', 'stock', '.long-row.body'],
  ["an article's stock", `stock/articles/${dev.sample.sku}`, '.chart-line'],
  ['running low', 'stock/low', '.long-row.body, .empty'],
  ['counting', 'stock/count', '.scan-input'],
  ['shop', 'hours', '.week'],
  ['pausing', 'hours', '.sheet .radio', first('.taking .button')],
  ['today', 'today', '.charts'],
  ['integrations', 'integrations', '.plain-table, .empty'],
  ['a new key', 'integrations', '.sheet .radio', first('.page-head .primary, .empty .primary')],
  ['a platform that asks', 'integrations', '.sheet .radio', first('.platforms td .button')],
  ['staff', 'staff', '.plain-table'],
  ['a person', 'staff', '.sheet .switch', first('td .button')],
  ['a session that has ended', 'hours', '.login-again', ended],
];

describe('axe finds nothing serious', () => {
  it.each(looks.map(([name, path, ready, open]) => ({ name, path, ready, open })))('$name', async ({ path, ready, open }) => {
    const screen = await sit('login');
    await screen.go(path);
    await open?.(screen);
    await screen.page.locator(ready).first().waitFor();
    await screen.page.waitForTimeout(300);
    expect(await seriousFindings(screen.page, source)).toEqual([]);
  });

  it('login', async () => {
    const { page } = await sit();
    await page.goto('/');
    await page.locator('.login-card').waitFor();
    expect(await seriousFindings(page, source)).toEqual([]);
  });
});

it('an order is accepted by keyboard alone, and focus comes back to the board', async () => {
  const { orderName, placeOrder } = await import('./support/orders.ts');
  const { page } = await sit('login');
  const name = orderName();
  await placeOrder(dev, name);
  await page.locator('.search input').focus();
  await page.keyboard.type(name);
  const card = page.locator('.board-column.new .order-card', { hasText: name });
  await card.waitFor();
  await card.getByRole('button', { name: 'Accept' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.stepper').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => card.getByRole('button', { name: 'Accept' }).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Accept ·/ }).press('Enter');
  await page.locator('.board-column.accepted .order-card', { hasText: name }).waitFor();
});
