import { expect, it } from 'vitest';
import { speak } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const { sku } = dev.sample;
/** The platform may have been tested before. */
const run = Date.now().toString(36);

it('a merchandiser finds an article by its name in another language, corrects it and publishes it', async () => {
  const { page, go } = await sit('manager');
  await go('catalogue');
  await page.locator('.search input').fill(sku);
  await page.locator('.long-row.body a').first().click();
  await page.getByLabel('한국어').fill(`시험용 홍차 ${run}`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/was saved/).waitFor();
  await page.locator('.search input').fill(`홍차 ${run}`);
  await page.locator('.long-row.body', { hasText: sku }).getByText('Published').waitFor();
  const answered: number[] = [];
  page.on('response', (answer) => void (answer.url().endsWith('/status') && answered.push(answer.status())));
  await page.locator('.long-row.body', { hasText: sku }).locator('.switch').click();
  await page.locator('.long-row.body', { hasText: sku }).getByText('Draft').waitFor();
  await page.locator('.long-row.body', { hasText: sku }).locator('.switch').click();
  await page.locator('.long-row.body', { hasText: sku }).getByText('Published').waitFor();
  // Both are shown at once: whoever leaves before they are made leaves the article as it was.
  await expect.poll(() => answered).toEqual([200, 200]);
});

it('two changes of an article in one go are both made, the second behind the first', async () => {
  const { page, go } = await sit('manager');
  const first = Promise.withResolvers<void>();
  let requests = 0;
  await page.route(`**/api/items/${sku}/status`, async (route) => {
    requests += 1;
    if (requests === 1) await first.promise;
    await route.continue();
  });
  await go('catalogue');
  await page.locator('.search input').fill(sku);
  const row = page.locator('.long-row.body', { hasText: sku });
  for (const becomes of ['Draft', 'Published']) {
    await row.locator('.switch').click();
    await row.getByText(becomes).waitFor();
  }
  const answered: number[] = [];
  page.on('response', (answer) => void (answer.url().endsWith('/status') && answered.push(answer.status())));
  first.resolve();
  await expect.poll(() => answered).toEqual([200, 200]);
  await page.reload();
  await page.locator('.search input').fill(sku);
  await row.getByText('Published').waitFor();
});

it('an edit that somebody else overtook shows yours and theirs, and loses nothing that was typed', async () => {
  const [mine, theirs] = [await sit('login'), await sit('manager')];
  for (const { page, go } of [mine, theirs]) {
    await go(`catalogue/articles/${sku}`);
    await page.getByLabel('日本語').waitFor();
  }
  await mine.page.getByLabel('日本語').fill(`わたしの名前 ${run}`);
  await theirs.page.getByLabel('日本語').fill(`ほかの名前 ${run}`);
  await theirs.page.getByRole('button', { name: 'Save' }).click();
  await theirs.page.getByText(/was saved/).waitFor();
  await mine.page.getByRole('button', { name: 'Save' }).click();
  const row = mine.page.locator('.conflict tr', { hasText: `わたしの名前 ${run}` });
  await row.getByText(`ほかの名前 ${run}`).waitFor();
  await mine.page.getByRole('button', { name: 'Keep mine' }).click();
  expect(await mine.page.getByLabel('日本語').inputValue()).toBe(`わたしの名前 ${run}`);
  await mine.page.getByRole('button', { name: 'Save' }).click();
  await mine.page.getByText(/was saved/).waitFor();
});

it('a price that is changed in place and refused goes back, with the reason', async () => {
  const { page, go } = await sit('manager');
  await go('catalogue');
  await page.locator('.search input').fill(sku);
  const row = page.locator('.long-row.body', { hasText: sku });
  const before = await row.locator('.in-place').textContent();
  const refusal = { type: 'about:blank', title: 'Forbidden', status: 403, detail: 'no', instance: '/', code: 'role_forbidden', requestId: 'r', errors: [] };
  await page.route('**/api/items/*', (route) => (route.request().method() === 'PUT' ? route.fulfill({ status: 403, json: refusal }) : route.continue()));
  await row.locator('.in-place').click();
  await row.locator('.price-input').fill('7.77');
  await page.keyboard.press('Enter');
  await page.getByText('Your role does not allow this.').waitFor();
  expect(await row.locator('.in-place').textContent()).toBe(before);
});

it('a category moves by its menu and by the keyboard alone, and stays there', async () => {
  const { page, go } = await sit('manager');
  await go('catalogue/categories');
  const names = () => page.locator('.tree-name').allTextContents();
  await page.locator('.tree-row').first().waitFor();
  const before = await names();
  await page.getByRole('button', { name: `Change category ${before[1]}` }).click();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expect.poll(names).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
  await page.reload();
  await expect.poll(names).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
  await page.locator('.tree-row').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.locator(':focus[aria-label^="Insert"]').waitFor();
  const place = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  // Up until it would stand above the other one.
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowUp');
      return place();
    })
    .toMatch(new RegExp(`^Insert (before ${before[2]}|between (?!${before[1]}).* and ${before[2]})`));
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(before);
});

it('a CSV file is shown before it is applied, with money and faults in the language of its reader, then applied', async () => {
  const manager = await sit('manager');
  const { page, go } = manager;
  await go('catalogue/import');
  const file = `sku,name:en,price,currency\nIMP-${run},Imported by a test,1.20,GBP\nBAD-1,No price,abc,GBP\n`;
  await page.locator('input[type=file]').setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.locator('.import-name', { hasText: 'spring.csv' }).waitFor();
  const fault = page.locator('.problems tbody tr');
  expect(await fault.locator('td').allTextContents()).toEqual(['3', 'price', '“abc” is not a price such as 9.99.']);
  await page.locator('.row-changes', { hasText: 'Price £1.20' }).waitFor();
  for (const [language, said] of [
    ['ko', '“abc”은(는) 9.99와 같은 가격 형식이 아닙니다.'],
    ['ja', '「abc」は9.99のような価格の形式ではありません。'],
    ['en', '“abc” is not a price such as 9.99.'],
  ] as const) {
    await speak(manager, language);
    await fault.getByText(said).waitFor();
  }
  await page.getByRole('button', { name: /^Apply 1 change/ }).click();
  await page.getByText('1 row was applied.').waitFor();
  await go('catalogue');
  await page.locator('.search input').fill(`IMP-${run}`);
  await page.locator('.long-row.body', { hasText: 'Imported by a test' }).waitFor();
});

it('before a file is applied it says which rows look like a mistake, apart from those left out, and what becomes of its stock; a workbook is told what it is', async () => {
  const { page, go } = await sit('manager');
  await go('catalogue/import');
  const choose = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await choose('items.xlsx', 'PK\u0003\u0004\u0014\0[Content_Types].xml');
  await page.getByText('this is an Excel workbook (.xlsx)').waitFor();
  const rows = ['A', 'B'].map((name) => `TWICE-${name}-${run},Twice ${name},1.20,96385074,5`);
  await choose('twice.csv', `sku,name:en,price,gtin,on_hand\n${rows.join('\n')}\nTWICE-C-${run},No price,,,\n`);
  await page.getByText('The file has the stock of 2 rows, which will not be set.').waitFor();
  const warnings = page.getByRole('region', { name: '2 rows stand, but look like a mistake' });
  expect(await warnings.locator('tbody tr td:first-child').allTextContents()).toEqual(['2', '3']);
  const left = page.getByRole('region', { name: '1 problem' });
  expect(await left.locator('tbody tr td').allTextContents()).toEqual(['4', 'price', 'The price is missing.']);
  await page.getByRole('button', { name: /^Apply 2 changes/ }).waitFor();
});

it('a scanner counts: each scan one more; the count becomes the stock, in the ledger by name', async () => {
  const { page, go } = await sit('login');
  await go('stock/count');
  await page.locator('.scan-input:focus').waitFor();
  for (let scan = 0; scan < 3; scan += 1) {
    await page.keyboard.type(sku);
    await page.keyboard.press('Enter');
  }
  const counted = page.getByRole('textbox', { name: /^Counted of/ });
  await expect.poll(() => counted.inputValue()).toBe('3');
  await counted.fill('480');
  await counted.press('Enter');
  await page.reload();
  await expect.poll(() => counted.inputValue()).toBe('480');
  await page.locator('.scan-input:focus').waitFor();
  await page.keyboard.type('NO-SUCH-CODE\n');
  await page.getByText('“NO-SUCH-CODE” is not in the catalogue.').waitFor();
  await page.getByRole('button', { name: 'Submit count' }).click();
  await page.getByText('1 article was set to its count').waitFor();
  await go(`stock/articles/${sku}`);
  await page.locator('.ledger tbody tr').first().getByText('Hana Sakura').waitFor();
  await page.locator('.chart-line').waitFor();
});

it('stock is adjusted with a reason', async () => {
  const { page, go } = await sit('login');
  await go(`stock/articles/${sku}`);
  await page.getByRole('button', { name: 'Change stock' }).click();
  await page.locator('.radio', { hasText: 'Damaged or lost' }).click();
  await page.getByLabel('How much went out?').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.ledger tbody tr', { hasText: 'Damaged or lost' }).getByText('−2').first().waitFor();
});

it('an owner pauses the shop and resumes it, and sets its hours by its own clock', async () => {
  const { page, go } = await sit('login');
  await go('hours');
  await page.getByText('(Europe/London)').waitFor();
  await page.getByRole('button', { name: 'Pause orders' }).click();
  await page.locator('.sheet').getByRole('button', { name: 'Pause orders' }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  await go('orders');
  await page.locator('.pill.warning', { hasText: /^Paused\s*until \d/ }).waitFor();
  await go('hours');
  await page.getByRole('button', { name: 'Take orders again' }).click();
  await page.getByRole('heading', { name: 'Taking orders' }).waitFor();
  const end = page.getByLabel('Monday, period 1, until');
  await end.fill('23:30');
  await page.getByRole('button', { name: 'Save hours' }).click();
  await page.getByText('The hours were saved').waitFor();
  await page.reload();
  expect(await end.inputValue()).toBe('23:30');
  await end.fill('00:00');
  await page.getByRole('button', { name: 'Save hours' }).click();
  await page.getByText('The hours were saved').waitFor();
});

it('a key is made for no more than is chosen, shown once, and revoked', async () => {
  const { page, go } = await sit('login');
  const name = `test-${run}`;
  await go('integrations');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill(name);
  const may = page.getByRole('group', { name: 'May' });
  expect(await may.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await may.getByText('Read the catalogue').click();
  expect(await page.getByRole('button', { name: 'Create key' }).isDisabled()).toBe(true);
  await may.getByText('Fetch feeds').click();
  await page.getByRole('button', { name: 'Create key' }).click();
  const secret = await page.locator('#secret').inputValue();
  expect(secret).toMatch(/^nrn_platform_\w{20,}$/);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  const row = page.locator('tr', { hasText: name });
  await row.getByText('Fetch feeds', { exact: true }).waitFor();
  await row.getByRole('button').click();
  await page.locator('[role=alertdialog]').getByRole('button', { name: 'Revoke' }).click();
  await row.getByText(/^Revoked/).waitFor();
  expect(await page.content()).not.toContain(secret);
});

it('a platform that asks is let into the shops that are chosen, then into others, and then stopped', async () => {
  const { page, go } = await sit('login');
  await go('integrations');
  const row = page.locator('.platforms tr', { hasText: 'eats' });
  const sheet = page.locator('.sheet');
  await page.locator('.platforms').getByText(dev.sample.merchantId).waitFor();
  await row.getByRole('button', { name: 'Let in eats' }).click();
  await sheet.getByText('Only some shops').click();
  const shops = sheet.getByRole('group', { name: 'Shops' });
  const [first = '', second = ''] = await shops.locator('label').allTextContents();
  expect(await sheet.getByRole('button', { name: 'Let in', exact: true }).isDisabled()).toBe(true);
  await shops.getByText(first).click();
  await sheet.getByRole('button', { name: 'Let in', exact: true }).click();
  await row.getByText('May sell').waitFor();
  expect(await row.locator('td').nth(1).textContent()).toBe(first);
  await row.getByRole('button', { name: 'Change shops of eats' }).click();
  await shops.getByText(second).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => row.locator('td').nth(1).textContent()).toContain(second);
  await page.reload();
  expect(await row.locator('td').nth(1).textContent()).toContain(first);
  await row.getByRole('button', { name: 'Stop eats' }).click();
  await page.locator('[role=alertdialog]').getByRole('button', { name: 'Stop' }).click();
  await row.getByText('No longer').waitFor();
  await row.getByRole('button', { name: 'Let in eats' }).waitFor();
});

it('somebody is invited by a link, opens it and chooses a password of their own', async () => {
  const owner = await sit('login');
  const email = `new-${run}@sakura.example`;
  await owner.go('staff');
  await owner.page.getByRole('button', { name: 'New person' }).click();
  await owner.page.locator('.sheet').getByLabel('Name').fill('Aoi Test');
  await owner.page.locator('.sheet').getByLabel('Email').fill(email);
  await owner.page.getByRole('button', { name: 'Invite' }).click();
  const link = await owner.page.locator('#secret').inputValue();
  const { page } = await sit();
  await page.goto(link);
  await page.getByText('Aoi Test, you have been invited to Sakura & Sons').waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe(email);
  await page.getByLabel('New password').fill('a long one of my own');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('.board').waitFor();
  const other = await sit();
  await other.page.goto(link);
  await other.page.getByText('This link was used').waitFor();
});

it('the day is told in numbers and charts', async () => {
  const { page, go } = await sit('manager');
  await go('today');
  await page.locator('.chart-bar').first().waitFor();
  await page.getByText('The numbers as a table').click();
  expect(await page.locator('.hours-table tbody tr').count()).toBeGreaterThan(0);
});

it('an owner renames a shop and opens another, which wants hours', async () => {
  const { page, go } = await sit('login');
  await go('hours');
  const name = page.getByLabel('Name', { exact: true });
  const before = await name.inputValue();
  await name.fill(`${before} ${run}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The shop was saved').waitFor();
  const shown = (): Promise<string | null> => page.locator('.topbar .choice-value').textContent();
  await expect.poll(shown).toBe(`${before} ${run}`);
  await name.fill(before);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(shown).toBe(before);

  await page.getByRole('button', { name: 'Open another shop' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill(`Zushi ${run}`);
  await sheet.getByRole('button', { name: /Time zone/ }).click();
  await page.keyboard.type('Asia/Tok');
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Open shop' }).click();
  await page.getByRole('heading', { level: 1, name: `Zushi ${run}` }).waitFor();
  await page.getByText('Closed now').waitFor();
  expect(await page.getByRole('group', { name: 'Monday' }).textContent()).toContain('Closed');
  expect(await page.locator('.zone').textContent()).toContain('Asia/Tokyo');
});
