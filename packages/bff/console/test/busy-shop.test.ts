import { eventually } from '@noren/testing';
import { beforeAll, expect, it } from 'vitest';
import { cableTo } from './support/cable.ts';
import { setStock } from './support/merchant-system.ts';
import { orderName, placeOrder } from './support/orders.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const OPEN = 500;
const { dev, sit } = screens();
const placed: string[] = [];

beforeAll(async () => {
  await setStock(dev, dev.sample.sku, 100_000);
  // What another test has just published Order may hear of a moment later.
  await eventually(() => placeOrder(dev, orderName()));
  const names = Array.from({ length: OPEN }, orderName);
  // Sixteen at a time: as many platforms might send, and no more than an order's deadline allows for.
  await Promise.all(
    Array.from({ length: 16 }, async (_, lane) => {
      for (let at = lane; at < names.length; at += 16) await placeOrder(dev, names[at] ?? '');
    }),
  );
  placed.push(...names);
});

const scroller = '.board-column.new .column-scroll';
const newCount = async ({ page }: AtScreen): Promise<number> =>
  Number((await page.locator('.board-column.new .column-count').textContent())?.replaceAll(/\D/g, ''));
/** The board with all of them read. */
const wholeBoard = async (clerk: AtScreen): Promise<void> => {
  await expect.poll(() => newCount(clerk)).toBeGreaterThanOrEqual(OPEN);
  await expect.poll(() => clerk.page.locator('.board-column.new .column-item').first().getAttribute('aria-setsize').then(Number)).toBeGreaterThanOrEqual(OPEN);
};
/** The cards of a column from top to bottom as far as they are in sight: whose they are, and where. */
const inSight = ({ page }: AtScreen): Promise<readonly Readonly<{ name: string; top: number }>[]> =>
  page.locator(scroller).evaluate((box) => {
    const { top: above, bottom: below } = box.getBoundingClientRect();
    return [...box.querySelectorAll('.column-item')]
      .map((card) => ({
        name: card.querySelector('.order-number')?.textContent ?? '',
        top: Math.round(card.getBoundingClientRect().top),
        rect: card.getBoundingClientRect(),
      }))
      .filter(({ rect }) => rect.top >= above && rect.bottom <= below)
      .map(({ name, top }) => ({ name, top }))
      .toSorted((a, b) => a.top - b.top);
  });

it('five hundred open orders are all there, and only those near what is in sight are in the page', async () => {
  const clerk = await sit('login');
  await wholeBoard(clerk);
  const seen = await clerk.page.locator(scroller).evaluate(async (box) => {
    const names = new Set<string>();
    let most = 0;
    const frame = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    for (let last = -1; box.scrollTop > last;) {
      last = box.scrollTop;
      await frame();
      const cards = [...box.querySelectorAll('.order-card')];
      most = Math.max(most, cards.length);
      for (const card of cards) names.add(card.querySelector('.order-number')?.textContent ?? '');
      box.scrollTop += box.clientHeight;
    }
    return { names: [...names], most };
  });
  expect(placed.filter((name) => !seen.names.includes(name))).toEqual([]);
  expect(seen.most).toBeLessThan(25);
});

it('what comes and goes meanwhile does not move what somebody looks at', async () => {
  const clerk = await sit('login');
  await wholeBoard(clerk);
  await clerk.page.locator(scroller).evaluate((box) => {
    box.scrollTop = box.scrollHeight / 2;
  });
  await expect.poll(() => inSight(clerk).then((cards) => cards.length)).toBeGreaterThan(1);
  await clerk.page.waitForTimeout(500);
  const before = await inSight(clerk);
  const count = await newCount(clerk);
  await placeOrder(dev, orderName());
  await expect.poll(() => newCount(clerk)).toBe(count + 1);
  expect(await inSight(clerk)).toEqual(before);
  // Somebody else takes an order that stands far above.
  const other = await sit('manager');
  await other.page.locator('.search input').fill(placed[3] ?? '');
  await other.page
    .getByRole('article', { name: `Order ${placed[3]}`, exact: true })
    .getByRole('button', { name: 'Accept' })
    .click();
  await other.page.getByRole('button', { name: /^Accept ·/ }).click();
  await expect.poll(() => newCount(clerk)).toBe(count);
  expect(await inSight(clerk)).toEqual(before);
});

it('who was cut off while much happened finds it all, and is still where they were', async () => {
  const cable = await cableTo(dev.console.url);
  try {
    const clerk = await sit('login', { url: cable.url });
    await wholeBoard(clerk);
    await clerk.page.locator(scroller).evaluate((box) => {
      box.scrollTop = box.scrollHeight * 0.8;
    });
    await expect.poll(() => inSight(clerk).then((cards) => cards.length)).toBeGreaterThan(1);
    await clerk.page.waitForTimeout(500);
    const [before, count] = [(await inSight(clerk)).map(({ name }) => name), await newCount(clerk)];
    cable.cut();
    await clerk.page.getByText('Connection lost.').waitFor();
    await Promise.all(Array.from({ length: 20 }, () => placeOrder(dev, orderName())));
    cable.mend();
    await clerk.page.getByRole('button', { name: 'Try now' }).click();
    await expect.poll(() => newCount(clerk)).toBe(count + 20);
    await clerk.page.getByText('Connection lost.').waitFor({ state: 'detached' });
    expect((await inSight(clerk)).map(({ name }) => name)).toEqual(before);
  } finally {
    cable.close();
  }
});

it('the keyboard alone comes to every card, also to those that are not in the page yet', async () => {
  const clerk = await sit('login');
  await wholeBoard(clerk);
  const here = (): Promise<string | null | undefined> =>
    clerk.page.evaluate(() => document.activeElement?.closest('.column-item')?.getAttribute('aria-posinset'));
  await clerk.page.locator('.board-column.new .order-number').first().focus();
  // A number, accepting and rejecting: three stops a card. A key that is held down repeats faster than a busy tablet draws.
  const hold = (key: string) => Promise.all(Array.from({ length: 3 * 40 }, () => clerk.page.keyboard.press(key)));
  await hold('Tab');
  expect(await here()).toBe('41');
  await hold('Shift+Tab');
  expect(await here()).toBe('1');
});
