import { expect, it } from 'vitest';
import { orderName, placeOrder } from './support/orders.ts';
import { type AtScreen, logIn } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
/** The sample shop is in London; whoever sits in Los Angeles is eight hours behind. */
const far = { timezoneId: 'America/Los_Angeles' } as const;
const inLondon = (at: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options }).format(at);
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
/** Whether a clock time is about so many minutes from now, in London. */
const isAbout = (clock: string, minutes: number): boolean => {
  const now = minutesOf(inLondon(new Date(), { hour: '2-digit', minute: '2-digit' }));
  const off = (((minutesOf(clock) - now - minutes) % 1_440) + 1_440) % 1_440;
  return off <= 3 || off >= 1_437;
};
const timeIn = (text: string | null): string => /\d{2}:\d{2}/.exec(text ?? '')?.[0] ?? '';

const openPause = async ({ page, go }: AtScreen): Promise<void> => {
  await go('hours');
  await page.getByRole('button', { name: 'Pause orders' }).click();
};

it('whoever sits elsewhere sees and says every time by the clock of the shop, which is named', async () => {
  const owner = await sit('login', far);
  const { page, go } = owner;
  expect(isAbout(timeIn(await page.locator('.shop-clock').textContent()), 0)).toBe(true);
  const name = orderName();
  await placeOrder(dev, name);
  await page.locator('.search input').fill(name);
  const card = page.getByRole('article', { name: `Order ${name}`, exact: true });
  expect(isAbout(timeIn(await card.locator('time').textContent()), 0)).toBe(true);
  await openPause(owner);
  await page.locator('.radio', { hasText: 'Until a time I choose' }).click();
  await page.getByText('(Europe/London)').last().waitFor();
  const field = page.locator('input[type=datetime-local]');
  // Tomorrow at noon in London is that, whatever the browser's own noon is.
  const tomorrow = inLondon(new Date(Date.now() + 86_400_000), { dateStyle: 'short' })
    .split('/')
    .toReversed()
    .join('-');
  await field.fill(`${tomorrow}T12:00`);
  const sent = page.waitForRequest((request) => request.url().endsWith('/pause'));
  await page.locator('.sheet').getByRole('button', { name: 'Pause orders' }).click();
  const { until } = (await sent).postDataJSON() as Readonly<{ until: string }>;
  expect(inLondon(new Date(until), { hour: '2-digit', minute: '2-digit' })).toBe('12:00');
  await page.locator('.taking').getByText(/12:00/).waitFor();
  await page.getByRole('button', { name: 'Take orders again' }).click();
  await page.getByRole('heading', { name: 'Taking orders' }).waitFor();
  await go('today');
  await page.getByText(inLondon(new Date(), { dateStyle: 'full' })).waitFor();
});

it('a tablet whose clock is wrong by an hour shows and sends the right times all the same', async () => {
  const owner = await sit();
  await owner.page.addInitScript({ content: 'const right = Date.now; Date.now = () => right.call(Date) - 3600000;' });
  await logIn(owner, dev);
  await expect.poll(async () => isAbout(timeIn(await owner.page.locator('.shop-clock').textContent()), 0)).toBe(true);
  await openPause(owner);
  const sent = owner.page.waitForRequest((request) => request.url().endsWith('/pause'));
  await owner.page.route('**/pause', (route) => route.abort());
  await owner.page.locator('.sheet').getByRole('button', { name: 'Pause orders' }).click();
  const { until } = (await sent).postDataJSON() as Readonly<{ until: string }>;
  expect(Math.abs(Date.parse(until) - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
});
