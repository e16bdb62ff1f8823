import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { setStock, upsertItems } from './support/merchant-system.ts';
import type { AtScreen } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
/** The platform may have been tested before. */
const run = String(Date.now()).slice(-7);

/** A GTIN-13 that nobody else has. */
function gtin(at: number): string {
  const digits = `5012${run}${at}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
const [buns, melon, unknown] = [gtin(0), gtin(1), gtin(2)];
const named = (name: string, code: string) => ({ sku: `${name}-${run}`, names: { en: name }, gtin: code, price: { amount: 120, currency: 'GBP' } });

async function counting(): Promise<AtScreen> {
  await upsertItems(dev, [named('Buns', buns), named('Melon', melon)]);
  const clerk = await sit('manager');
  // Every tone that the page makes, by its frequency.
  await clerk.page.addInitScript(`
    globalThis.tones = [];
    globalThis.OscillatorNode = class extends OscillatorNode {
      constructor(audio, options) { super(audio, options); globalThis.tones.push(options.frequency); }
    };`);
  await clerk.go('stock/count');
  await clerk.page.locator('.scan-input:focus').waitFor();
  return clerk;
}
/** As a scanner does: keys without a pause, then Enter. */
const scan = async (page: Page, code: string): Promise<void> => {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
};
const counted = (page: Page, name: string) => page.getByRole('textbox', { name: `Counted of ${name}` });
const shows = (page: Page, want: Readonly<{ buns: string; melon: string }>) =>
  expect
    .poll(async () => ({ buns: await counted(page, 'Buns').inputValue(), melon: await counted(page, 'Melon').inputValue() }), { timeout: 15_000 })
    .toEqual(want);

it('a scan counts its own article, wherever the focus is, and its Enter presses nothing', async () => {
  const { page } = await counting();
  for (const code of [buns, melon]) await scan(page, code);
  await shows(page, { buns: '1', melon: '1' });

  const more = page.getByRole('button', { name: 'One more of Buns' });
  await more.click();
  await page.locator('.scan-input:focus').waitFor();
  await scan(page, melon);
  await shows(page, { buns: '2', melon: '2' });

  for (const focused of [more, page.getByRole('button', { name: 'One fewer of Buns' }), page.getByRole('button', { name: 'Remove Buns' })])
    await focused.focus();
  await scan(page, melon);
  await page.getByRole('button', { name: 'Submit count' }).focus();
  await scan(page, melon);
  await page.getByRole('link', { name: 'Levels' }).focus();
  await scan(page, melon);
  await page.evaluate(`document.activeElement.blur()`);
  await scan(page, melon);
  await shows(page, { buns: '2', melon: '6' });

  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await scan(page, melon);
  await shows(page, { buns: '2', melon: '7' });
  await page.getByRole('button', { name: 'Remove Buns' }).click();
  await scan(page, buns);
  await shows(page, { buns: '1', melon: '7' });
  expect(new URL(page.url()).pathname).toMatch(/stock\/count$/);
});

it('keys still press what has the focus, where no code came before', async () => {
  const { page } = await counting();
  await scan(page, buns);
  await counted(page, 'Buns').waitFor();
  const more = page.getByRole('button', { name: 'One more of Buns' });
  await more.focus();
  for (const key of ['Enter', ' ']) await page.keyboard.press(key);
  await expect.poll(() => counted(page, 'Buns').inputValue()).toBe('3');
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
});

it('a scan is never taken for a quantity', async () => {
  const { page } = await counting();
  for (const code of [buns, melon]) await scan(page, code);
  await shows(page, { buns: '1', melon: '1' });
  // A bar code of eight digits is one by its check digit, and a longer one too: however busy the machine is.
  for (const code of [melon, '12345670']) {
    await counted(page, 'Buns').focus();
    await scan(page, code);
    await page.locator('.scan-input:focus').waitFor();
  }
  await page.locator('.missed-codes li', { hasText: '12345670' }).waitFor();
  await shows(page, { buns: '1', melon: '2' });
  await counted(page, 'Buns').fill('48');
  await counted(page, 'Buns').press('Enter');
  await page.locator('.scan-input:focus').waitFor();
  await shows(page, { buns: '48', melon: '2' });
});

it('a code that nobody knows is kept, with a sound of its own, until it can be counted', async () => {
  const { page } = await counting();
  await page.locator('.scan-input').click();
  for (const code of [buns, unknown, melon, unknown]) await scan(page, code);
  await shows(page, { buns: '1', melon: '1' });
  const missed = page.locator('.missed-codes li', { hasText: unknown });
  await missed.getByText('×2').waitFor();
  await missed.getByText('Not in the catalogue').waitFor();
  expect(await page.evaluate('globalThis.tones')).toEqual([1_760, 196, 147, 1_760, 196, 147]);
  await page.reload();
  await missed.getByText('×2').waitFor();

  await upsertItems(dev, [named('Custard', unknown)]);
  await expect
    .poll(async () => {
      if (await missed.isVisible()) await page.getByRole('button', { name: `Scan ${unknown} again` }).click();
      return counted(page, 'Custard').isVisible();
    })
    .toBe(true);
  await expect.poll(() => counted(page, 'Custard').inputValue()).toBe('2');
  expect(await missed.count()).toBe(0);
});

it('a sheet is its person’s: another one at the same screen has their own', async () => {
  const { page, go } = await counting();
  await scan(page, buns);
  await counted(page, 'Buns').waitFor();
  await page.locator('button.account').click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.locator('input[type=email]').fill(dev.console.login.email);
  await page.locator('input[type=password]').fill(dev.console.login.password);
  await page.locator('button[type=submit]').click();
  await page.locator('button.account').waitFor();
  await go('stock/count');
  await page.getByText('The count sheet is empty').waitFor();
});

it('a count that is no quantity stays as it was typed, is marked, and is not handed in', async () => {
  const { page } = await counting();
  await scan(page, buns);
  const field = counted(page, 'Buns');
  const submit = page.getByRole('button', { name: 'Submit count' });
  for (const typed of ['1.5', '-3', 'abc', '']) {
    await field.fill(typed);
    await field.press('Tab');
    await page.getByText('Please enter a whole number').waitFor();
    expect([await field.inputValue(), await field.getAttribute('aria-invalid'), await submit.isDisabled()]).toEqual([typed, 'true', true]);
  }
  await page.reload();
  await page.getByText('Please enter a whole number').waitFor();
  await field.fill('3');
  await field.press('Tab');
  await expect.poll(() => submit.isEnabled()).toBe(true);
});

it('a count of implausible size is asked about, and so is such a change of stock', async () => {
  const { page, go } = await counting();
  await scan(page, buns);
  const field = counted(page, 'Buns');
  const question = page.getByRole('alertdialog', { name: 'Is this quantity right?' });
  await field.fill('100000000000');
  await field.press('Tab');
  await question.getByRole('button', { name: 'Leave it at 1' }).click();
  await expect.poll(() => field.inputValue()).toBe('1');
  await field.fill('1,000');
  await field.press('Tab');
  await page.getByRole('alertdialog', { name: 'Which number do you mean?' }).getByRole('button', { name: '1,000', exact: true }).click();
  await question.getByRole('button', { name: 'Yes, 1,000' }).click();
  await expect.poll(() => field.inputValue()).toBe('1000');
  await setStock(dev, `Melon-${run}`, 4);
  await go(`stock/articles/Melon-${run}`);
  await page.getByRole('button', { name: 'Change stock' }).click();
  await page.getByLabel('How much came in?').fill('501234567890');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await question.getByRole('button', { name: 'Leave it at 4' }).click();
  await page.getByLabel('How much came in?').fill('12');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Stock was updated').waitFor();
});
