import { expect, it } from 'vitest';
import { orderName, placeOrder } from './support/orders.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
/** Waits until the order is on the board: it is looked for by its name, since the column may be longer than the screen. */
async function seesNew({ page }: AtScreen, name: string): Promise<void> {
  await page.locator('.search input').fill(name);
  await page.locator('.board-column.new .order-card', { hasText: name }).waitFor();
}

/** What the board asks: an order of which it was told, all of the board, and the line that tells it. */
const calls = {
  'an order': /\/api\/shops\/[^/]+\/orders\/[^/?]+$/,
  'the board': /\/api\/shops\/[^/]+\/board$/,
  'both of them': /\/api\/shops\/[^/]+\/(board$|orders)/,
  'the live line': /\/api\/live/,
};

/** A clerk whose calls fail for so many seconds while an order comes; gives its name once they work again. */
async function comesMeanwhile(clerk: AtScreen, pattern: RegExp, seconds: number, how: 'unavailable' | 'silent'): Promise<string> {
  const name = orderName();
  await clerk.page.route(pattern, (route) => (how === 'silent' ? new Promise<void>(() => undefined) : route.fulfill({ status: 503, body: '{}' })));
  await placeOrder(dev, name);
  await clerk.page.waitForTimeout(seconds * 1_000);
  await clerk.page.unroute(pattern);
  return name;
}

for (const seconds of [1, 5])
  it.each(Object.entries(calls))(`an order that comes while %s cannot be read for ${seconds} s is on the board soon after`, async (_, pattern) => {
    const clerk = await sit('login');
    const name = await comesMeanwhile(clerk, pattern, seconds, 'unavailable');
    await seesNew(clerk, name);
    await clerk.page.getByText('The board is not up to date.').waitFor({ state: 'detached' });
  });

it('after a minute too, and until then the page says that it is behind', async () => {
  const [behind, silent] = [await sit('login'), await sit('manager')];
  const shown = behind.page.getByText('The board is not up to date.').waitFor();
  const [name, other] = await Promise.all([
    comesMeanwhile(behind, calls['both of them'], 60, 'unavailable'),
    comesMeanwhile(silent, calls['both of them'], 60, 'silent'),
  ]);
  await shown;
  for (const clerk of [behind, silent]) for (const order of [name, other]) await seesNew(clerk, order);
  expect(await behind.page.getByText('The board is not up to date.').count()).toBe(0);
}, 120_000);

it('a board that cannot be read at first is there as soon as it can, with the orders that came meanwhile', async () => {
  const clerk = await sit();
  await clerk.page.route(calls['the board'], (route) => route.fulfill({ status: 503, body: '{}' }));
  const { email, password } = dev.console.login;
  await clerk.page.goto('/');
  await clerk.page.locator('input[type=email]').fill(email);
  await clerk.page.locator('input[type=password]').fill(password);
  await clerk.page.locator('button[type=submit]').click();
  await clerk.page.getByText('The board is not up to date.').waitFor();
  const name = orderName();
  await placeOrder(dev, name);
  await clerk.page.waitForTimeout(3_000);
  await clerk.page.unroute(calls['the board']);
  await seesNew(clerk, name);
});
