/**
 * `npm run screenshots`: pictures of every page at desk and tablet width, in each language, into screenshots/. Of the platform that `NOREN_DATA_DIR` names, or
 * of one of its own. `npm run screenshots -- orders ja` makes those only whose name has all these words.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser } from './support/browser.ts';
import { type AtScreen, atScreen, logIn, speak } from './support/person.ts';
import { type Dev, startPlatform } from './support/platform.ts';

const folder = resolve(import.meta.dirname, '../screenshots');
const seats = { desk: { width: 1_280, height: 800 }, tablet: { width: 820, height: 1_080 } } as const;
type Look = readonly [name: string, path: string, ready: string, open?: (screen: AtScreen, dev: Dev) => Promise<unknown>];

/** Clicks the first of its kind, and waits for what that shows. */
const opening =
  (what: string, shows: string) =>
  ({ page }: AtScreen): Promise<void> =>
    page
      .locator(what)
      .first()
      .click()
      .then(() => page.locator(shows).first().waitFor());

const looks: readonly Look[] = [
  ['orders', 'orders', '.order-card'],
  ['order', 'orders', '.order-card', opening('.order-number', '.history')],
  ['accept', 'orders', '.order-card.confirmed', ({ page }) => page.locator('.order-card.confirmed .primary').first().click()],
  ['reject', 'orders', '.order-card.confirmed', ({ page }) => page.locator('.order-card.confirmed .button:not(.primary)').first().click()],
  ['catalogue', 'catalogue', '.long-row.body'],
  ['article', 'catalogue', '.long-row.body', opening('.long-row.body a', '.sheet .form')],
  [
    'nothing-found',
    'catalogue',
    '.long-row.body',
    ({ page }) =>
      page
        .locator('.search input')
        .fill('zzzz-nothing')
        .then(() => page.locator('.empty').waitFor()),
  ],
  ['categories', 'catalogue/categories', '.tree-row'],
  ['import', 'catalogue/import', '.drop-zone'],
  ['preview', 'catalogue/import', '.drop-zone', preview],
  ['stock', 'stock', '.long-row.body'],
  ['stock-article', 'stock', '.long-row.body', opening('.long-row.body a', '.ledger')],
  ['stock-low', 'stock/low', '.long-row.body, .empty'],
  [
    'count',
    'stock/count',
    '.scan-input',
    ({ page }, dev) =>
      page
        .locator('.scan-input')
        .fill(dev.sample.sku)
        .then(() => page.keyboard.press('Enter'))
        .then(() => page.locator('.counted').waitFor()),
  ],
  ['hours', 'hours', '.week'],
  ['pause', 'hours', '.week', ({ page }) => page.locator('.taking .button').click()],
  ['integrations', 'integrations', '.plain-table, .empty'],
  ['new-key', 'integrations', '.plain-table, .empty', ({ page }) => page.locator('.button.primary').first().click()],
  ['let-in', 'integrations', '.platforms .plain-table', opening('.platforms td .button', '.sheet .radio')],
  ['refuse', 'integrations', '.platforms .plain-table', opening('.platforms td .button:not(.primary)', '[role=alertdialog]')],
  ['staff', 'staff', '.plain-table'],
  ['person', 'staff', '.plain-table', ({ page }) => page.locator('td .button').first().click()],
  ['today', 'today', '.charts'],
];

async function preview({ page }: AtScreen, dev: Dev): Promise<void> {
  const file = `sku,name:en,price\n${dev.sample.sku},A new name for what was there,999\nNEW-1,Brand new,120\nBAD-1,No price,abc\nBAD-2,,100\n`;
  await page.locator('input[type=file]').setInputFiles({ name: 'spring catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.locator('.import-name').waitFor();
}

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.every((word) => name.split('.').includes(word));
mkdirSync(folder, { recursive: true });
const { dev, stop } = await startPlatform();
const browser = await openBrowser();
const failed: string[] = [];
for (const [seat, size] of Object.entries(seats)) {
  const screen = await atScreen(browser, dev, size);
  const shoot = (name: string): Promise<unknown> => screen.page.screenshot({ path: join(folder, `${name}.png`) });
  for (const language of ['en', 'ja', 'ko'] as const) {
    if (language === 'en') {
      await screen.page.goto('/');
      await screen.page.locator('.login-card input').first().waitFor();
      if (isWanted(`login.${seat}.en`)) await shoot(`login.${seat}.en`);
      await logIn(screen, dev);
    }
    await screen.go('orders');
    await screen.page.locator('button.account').waitFor();
    await speak(screen, language);
    for (const [name, path, ready, open] of looks) {
      const file = `${name}.${seat}.${language}`;
      if (!isWanted(file)) continue;
      try {
        await screen.go(path);
        await screen.page.locator(ready).first().waitFor();
        await open?.(screen, dev);
        await screen.page.waitForTimeout(350);
        await shoot(file);
      } catch (error) {
        failed.push(`${file}: ${String(error).split('\n')[0]}`);
        await shoot(`${file}.failed`);
      }
    }
    if (isWanted(`ended.${seat}.${language}`)) {
      await screen.context.clearCookies();
      await screen.page.locator('.nav-link').nth(2).click();
      await screen.page.locator('.login-again input[type=password]').waitFor();
      await shoot(`ended.${seat}.${language}`);
      await logIn(screen, dev);
    }
    await speak(screen, 'en').catch(() => undefined);
  }
  await screen.leave();
  failed.push(...new Set(screen.said));
}
await browser.close();
await stop();
process.stdout.write(failed.length === 0 ? `pictures are in ${folder}\n` : `${failed.join('\n')}\n`);
