import { expect, it } from 'vitest';
import { orderName, placeOrder } from './support/orders.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const run = Date.now().toString(36);
const again = ({ page }: AtScreen) => page.getByRole('alertdialog', { name: 'Your session has ended' });
const provesThemselves = async (screen: AtScreen, password: string): Promise<void> => {
  await again(screen).getByLabel('Password').fill(password);
  await again(screen).getByRole('button', { name: 'Log in', exact: true }).click();
};

it('who is logged out while typing logs in again over the page, and goes on where they were', async () => {
  const manager = await sit('manager');
  const { page, context, go } = manager;
  await go('catalogue');
  await page.getByRole('button', { name: 'New article' }).click();
  await page.getByLabel('SKU', { exact: true }).fill(`ENDED-${run}`);
  await page.getByLabel('English').fill('Typed before the end');
  await page.locator('.sheet').getByLabel('Price').fill('3.49');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Create article' }).click();
  await again(manager).waitFor();
  expect(await again(manager).getByLabel('Email').inputValue()).toBe(dev.console.manager.email);
  // Nobody who passes by reads or does anything meanwhile.
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => Boolean(document.elementFromPoint(200, 200)?.closest('.login-again')))).toBe(true);
  await provesThemselves(manager, 'not the password');
  await again(manager).getByText('Email or password is wrong.').waitFor();
  await provesThemselves(manager, dev.console.manager.password);
  await again(manager).waitFor({ state: 'detached' });
  expect(await page.getByLabel('English').inputValue()).toBe('Typed before the end');
  await page.getByRole('button', { name: 'Create article' }).click();
  await page.locator('.search input').fill(`ENDED-${run}`);
  await page.locator('.long-row.body', { hasText: 'Typed before the end' }).waitFor();
});

it('a session that ends elsewhere is told without a press; after a new login orders arrive as before', async () => {
  const clerk = await sit('manager');
  const cookies = await clerk.context.cookies();
  const tab = await clerk.context.newPage();
  await tab.goto('/');
  await tab.locator('button.account').click();
  await tab.getByRole('menuitem', { name: 'Log out' }).click();
  await tab.locator('.login-card').waitFor();
  await clerk.context.addCookies(cookies);
  await again(clerk).waitFor({ timeout: 25_000 });
  await provesThemselves(clerk, dev.console.manager.password);
  await again(clerk).waitFor({ state: 'detached' });
  const name = orderName();
  await clerk.page.locator('.search input').fill(name);
  await placeOrder(dev, name);
  await clerk.page.getByRole('article', { name: `Order ${name}`, exact: true }).waitFor();
});

it('somebody else logs in at a page of their own', async () => {
  const clerk = await sit('clerk');
  await clerk.context.clearCookies();
  await clerk.go('stock');
  await clerk.page.locator('.login-card').waitFor();
  expect(await clerk.page.getByRole('alertdialog').count()).toBe(0);
});
