import { expect, it } from 'vitest';
import { speak } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();

it('a wrong password is refused in words, and the email stays', async () => {
  const { page } = await sit();
  await page.goto('/');
  await page.locator('input[type=email]').fill('nobody@sakura.example');
  await page.locator('input[type=password]').fill('not the password');
  await page.locator('button[type=submit]').click();
  await page.getByText('Email or password is wrong.').waitFor();
  expect(await page.locator('input[type=email]').inputValue()).toBe('nobody@sakura.example');
});

it("a clerk is not offered an owner's page, does not get it by its address, and not by its calls", async () => {
  const clerk = await sit('clerk');
  await speak(clerk, 'en');
  expect(await clerk.page.locator('.nav-link').allTextContents()).toEqual(['Orders', 'Catalogue', 'Stock', 'Shop']);
  await clerk.go('integrations');
  await clerk.page.getByText('Your role does not include this page').waitFor();
  expect(await clerk.page.evaluate(async () => (await fetch('/api/keys')).status)).toBe(403);
  await speak(clerk, 'ko');
});

it('a change with a forged CSRF token is refused, and nothing changes', async () => {
  const { page, shopId, go } = await sit('manager');
  await page.route('**/pause', (route) => route.continue({ headers: { ...route.request().headers(), 'x-csrf-token': 'forged' } }));
  await go('hours');
  await page.getByRole('button', { name: 'Pause orders' }).click();
  await page.locator('.sheet').getByRole('button', { name: 'Pause orders' }).click();
  await page.getByText('This page is out of date.').waitFor();
  expect(await page.evaluate(async (id) => ((await (await fetch(`/api/shops/${id}`)).json()) as { status: string }).status, shopId)).toBe('open');
});

it.each([
  ['ja', '注文', '新規'],
  ['ko', '주문', '신규'],
  ['en', 'Orders', 'New'],
] as const)('the page speaks %s, and remembers it', async (language, orders, fresh) => {
  const screen = await sit('login');
  await speak(screen, language);
  await screen.page.getByRole('heading', { level: 1, name: orders }).waitFor();
  await screen.page.reload();
  await screen.page.getByRole('heading', { level: 1, name: orders }).waitFor();
  await screen.page.locator('.board-column.new h2', { hasText: fresh }).waitFor();
  await speak(screen, 'en');
});

it('who logs out sees the login and nothing of the shop', async () => {
  const { page } = await sit('login');
  await page.locator('button.account').click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.locator('.login-card').waitFor();
  await page.goto(`/s/${dev.sample.shopId}/orders`);
  await page.locator('.login-card').waitFor();
});
