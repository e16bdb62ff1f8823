import { expect, it } from 'vitest';
import { cableTo } from './support/cable.ts';
import { orderName, placeOrder } from './support/orders.ts';
import { type AtScreen, logIn } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const cardOf = ({ page }: AtScreen, name: string, column: string) => page.locator(`.board-column.${column} .order-card`, { hasText: name });

it('a clerk sees an order arrive, accepts it, gets it ready and hands it over', async () => {
  const clerk = await sit('login');
  const name = orderName();
  await clerk.page.locator('.search input').fill(name);
  await placeOrder(dev, name);
  await cardOf(clerk, name, 'new').getByRole('button', { name: 'Accept' }).click();
  await clerk.page.getByRole('button', { name: '+5 minutes' }).click();
  await clerk.page.getByRole('button', { name: 'Accept · 20 min' }).click();
  await cardOf(clerk, name, 'accepted').getByRole('button', { name: 'Mark ready' }).click();
  await cardOf(clerk, name, 'ready').getByRole('button', { name: 'Hand over' }).click();
  const done = cardOf(clerk, name, 'done');
  await done.getByText('Handed over').waitFor();
  await done.locator('.order-number').click();
  const history = clerk.page.locator('.history li');
  await history.filter({ hasText: 'Handed over' }).filter({ hasText: 'Hana Sakura' }).waitFor();
  expect(await history.filter({ hasText: 'Accepted' }).textContent()).toContain('20 min');
});

it('an order is rejected with a reason of the closed list', async () => {
  const clerk = await sit('login');
  const name = orderName();
  await placeOrder(dev, name);
  await clerk.page.locator('.search input').fill(name);
  await cardOf(clerk, name, 'new').getByRole('button', { name: 'Reject' }).click();
  const reject = clerk.page.getByRole('button', { name: 'Reject order' });
  expect(await reject.isDisabled()).toBe(true);
  await clerk.page.locator('.radio', { hasText: 'Too busy' }).click();
  await reject.click();
  await cardOf(clerk, name, 'done').getByText('Rejected').waitFor();
});

it('of two clerks on one order the second is told who was first, and sees the order where it is', async () => {
  const [first, second] = [await sit('login'), await sit('manager')];
  const name = orderName();
  const orderId = await placeOrder(dev, name);
  for (const clerk of [first, second]) {
    await clerk.page.locator('.search input').fill(name);
    await cardOf(clerk, name, 'new').getByRole('button', { name: 'Accept' }).click();
  }
  // The second has the sheet open, with the version that they saw, and hears nothing of the first.
  await second.page.route(`**/orders/${orderId}`, (route) => route.abort());
  await second.page.route(`**/board`, (route) => route.abort());
  await first.page.getByRole('button', { name: /^Accept ·/ }).click();
  await cardOf(first, name, 'accepted').waitFor();
  await second.page.getByRole('button', { name: /^Accept ·/ }).click();
  await second.page.getByText(/It is now “Accepted”: Hana Sakura/).waitFor();
  await cardOf(second, name, 'accepted').waitFor();
});

it('a lost connection is said, and what was missed is there when it is back', async () => {
  const cable = await cableTo(dev.console.url);
  try {
    const clerk = await sit('login', { url: cable.url });
    const name = orderName();
    await clerk.page.locator('.search input').fill(name);
    await clerk.page.waitForTimeout(1_000);
    cable.cut();
    await clerk.page.getByText('Connection lost.').waitFor();
    await placeOrder(dev, name);
    expect(await cardOf(clerk, name, 'new').count()).toBe(0);
    cable.mend();
    await clerk.page.getByRole('button', { name: 'Try now' }).click();
    await cardOf(clerk, name, 'new').waitFor();
    await clerk.page.getByText('Connection lost.').waitFor({ state: 'detached' });
  } finally {
    cable.close();
  }
});

it('a change that nobody answers goes back, and happens once when it is sent again under its key', async () => {
  const clerk = await sit('login');
  const name = orderName();
  await placeOrder(dev, name);
  await clerk.page.locator('.search input').fill(name);
  const keys: (string | undefined)[] = [];
  await clerk.page.route('**/accept', (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    return keys.length <= 4 ? route.abort() : route.continue();
  });
  await cardOf(clerk, name, 'new').getByRole('button', { name: 'Accept' }).click();
  await clerk.page.getByRole('button', { name: /^Accept ·/ }).click();
  await cardOf(clerk, name, 'accepted').waitFor();
  await clerk.page.getByRole('button', { name: 'Try again' }).waitFor();
  await cardOf(clerk, name, 'new').waitFor();
  await clerk.page.getByRole('button', { name: 'Try again' }).click();
  await clerk.page.getByText(`Order ${name} was accepted`).waitFor();
  expect([keys.length, new Set(keys).size]).toEqual([5, 1]);
});

it('a new order is heard, unless the sound is off', async () => {
  const clerk = await sit();
  await clerk.page.addInitScript(() => {
    const rung = globalThis as unknown as { rung: number };
    rung.rung = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      rung.rung += 1;
      start.call(this, when);
    };
  });
  await logIn(clerk, dev);
  const rung = (): Promise<number> => clerk.page.evaluate(() => (globalThis as unknown as { rung: number }).rung);
  await clerk.page.getByRole('button', { name: 'Sound on' }).waitFor();
  const audible = orderName();
  await placeOrder(dev, audible);
  await clerk.page.locator('.search input').fill(audible);
  await cardOf(clerk, audible, 'new').waitFor();
  expect(await rung()).toBeGreaterThanOrEqual(2);
  await clerk.page.getByRole('button', { name: 'Sound on' }).click();
  const before = await rung();
  const silent = orderName();
  await placeOrder(dev, silent);
  await clerk.page.locator('.search input').fill(silent);
  await cardOf(clerk, silent, 'new').waitFor();
  expect(await rung()).toBe(before);
});
