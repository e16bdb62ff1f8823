import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type AtScreen, speak } from './support/person.ts';
import { screens } from './support/screens.ts';

const { dev, sit } = screens();
const { sku } = dev.sample;
const ENGLISH = 'Too big: expected something else';

/** What the page says in Japanese has Japanese in it, and nothing of the server's English. */
const inJapanese = /^(?!.*expected)(?=.*[ぁ-んァ-ヶ一-龠])/s;

/** Where things are on the screen that nobody has to scroll for. */
const inSight = (page: Page, what: string): Promise<boolean> =>
  page
    .locator(what)
    .first()
    .evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });

type Form = Readonly<{ call: RegExp; fields: readonly (readonly [server: string, label: string | RegExp])[]; send: () => Promise<void> }>;

/** Has the form refused at each of its fields in turn, by the names that the server gives them. */
async function refuse({ page, forgive }: AtScreen, { call, fields, send }: Form): Promise<void> {
  let field = '';
  await page.route(call, (route) =>
    route.request().method() === 'GET'
      ? route.continue()
      : route.fulfill({
          status: 400,
          contentType: 'application/problem+json',
          json: {
            ...{ type: '/problems/invalid_request', title: 'no', status: 400, detail: ENGLISH, instance: '/', code: 'invalid_request', requestId: 'r' },
            errors: [{ field, message: ENGLISH }],
          },
        }),
  );
  for (const [server, label] of fields) {
    field = server;
    await send();
    const marked = page.locator('.field[data-invalid]').filter({ has: page.getByLabel(label, { exact: true }) });
    await expect.poll(() => marked.locator(':focus').count(), { message: `${server} is marked and has the focus` }).toBe(1);
    expect(await page.locator('.field[data-invalid]').count()).toBe(1);
    expect(await marked.locator('.field-error').textContent()).toMatch(inJapanese);
    expect(await page.locator('.form-banner').textContent()).toMatch(inJapanese);
    await expect.poll(() => inSight(page, '.form-banner'), { message: `the banner over ${server} is in sight` }).toBe(true);
    await expect.poll(() => inSight(page, '.field[data-invalid] :is(input, textarea)'), { message: `${server} is in sight` }).toBe(true);
  }
  await page.unroute(call);
  // Each was a 400, which the browser says too.
  expect(forgive(/status of 400/)).toBe(fields.length);
}
const press = (page: Page, name: string) => (): Promise<void> => page.getByRole('button', { name, exact: true }).last().click();
const names = [
  ['names.en', 'English'],
  ['item.names.ja', '日本語'],
  ['names.ko', '한국어'],
] as const;
const ofItem = [
  ...names,
  ['price.amount', '価格'],
  ['item.gtin', 'バーコード（JAN/GTIN）'],
  ['item.imageUrls.0', '画像'],
  ['imageUrls', '画像'],
  ['names.0.text', 'English'],
] as const;

/** Somebody reads Japanese at a low screen; afterwards English again, as other tests know them. */
async function inJapan(who: 'login' | 'manager', read: (screen: AtScreen) => Promise<void>): Promise<void> {
  const screen = await sit(who, { width: 1_024, height: 620 });
  await speak(screen, 'ja');
  try {
    await read(screen);
  } finally {
    await screen.go('stock');
    // A page that is being loaded is English until it knows who reads it.
    await screen.page.locator('html[lang=ja]').waitFor();
    const kept = screen.page.waitForResponse(/\/api\/session\/person$/);
    await speak(screen, 'en');
    await kept;
  }
}

it('a picture that is no address is marked where it was typed, by the server itself', () =>
  inJapan('manager', async (screen) => {
    const { page, go } = screen;
    await go(`catalogue/articles/${sku}`);
    await page.getByLabel('画像').fill('not a url');
    await press(page, '保存')();
    await expect.poll(() => page.locator('.field[data-invalid] textarea:focus').count()).toBe(1);
    expect(await page.locator('.field[data-invalid] .field-error').textContent()).toMatch(inJapanese);
    await expect.poll(() => inSight(page, '.form-banner')).toBe(true);
    await expect.poll(() => inSight(page, '.field[data-invalid] textarea')).toBe(true);
  }));

it('an article that was refused says at which field, new or old', () =>
  inJapan('manager', async (screen) => {
    const { page, go } = screen;
    await go('catalogue');
    await page.getByRole('button', { name: '商品を追加' }).click();
    await page.getByLabel('SKU', { exact: true }).fill('REFUSED-1');
    await page.getByLabel('English').fill('Refused');
    await page.getByLabel('価格', { exact: true }).fill('1.20');
    await refuse(screen, { call: /\/api\/items\//, fields: [...ofItem, ['sku', 'SKU']], send: press(page, '追加する') });
    await go(`catalogue/articles/${sku}`);
    await page.getByLabel('한국어').fill('거절');
    await refuse(screen, { call: /\/api\/items\//, fields: ofItem, send: press(page, '保存') });
  }));

it('so do a category, an amount of stock and what is kept back', () =>
  inJapan('manager', async (screen) => {
    const { page, go } = screen;
    await go('catalogue/categories');
    await page.getByRole('button', { name: 'カテゴリーを追加' }).first().click();
    await page.getByLabel('English').fill('Refused');
    await refuse(screen, { call: /\/api\/categories/, fields: names, send: press(page, '保存') });
    await go(`stock/articles/${sku}`);
    await page.getByRole('button', { name: '在庫を調整' }).click();
    await page.getByLabel('入った数量').fill('1');
    await refuse(screen, { call: /\/stock\//, fields: [['lines.0.delta', '入った数量']], send: press(page, '保存') });
    await go(`stock/articles/${sku}`);
    await page.getByRole('button', { name: '安全在庫を設定' }).click();
    await page.getByLabel('安全在庫', { exact: true }).fill('2');
    await refuse(screen, { call: /\/stock\//, fields: [['lines.0.safety', '安全在庫']], send: press(page, '保存') });
  }));

it('so do people, keys, a pause and a password', () =>
  inJapan('login', async (screen) => {
    const { page, go } = screen;
    await go('staff');
    await page.getByRole('button', { name: 'スタッフを追加' }).click();
    await page.getByLabel('名前', { exact: true }).fill('Refused');
    await page.getByLabel('メールアドレス').fill('refused@sakura.example');
    const ofPerson = [
      ['name', '名前'],
      ['email', 'メールアドレス'],
    ] as const;
    await refuse(screen, { call: /\/api\/staff/, fields: ofPerson, send: press(page, '招待する') });
    await go('staff');
    await page
      .getByRole('row', { name: /Tom Ellis/ })
      .getByRole('button')
      .first()
      .click();
    await page.getByLabel('名前', { exact: true }).fill('Tom Refused');
    await refuse(screen, { call: /\/api\/staff/, fields: [['name', '名前']], send: press(page, '保存') });
    await go('integrations');
    await page.getByRole('button', { name: 'キーを発行' }).click();
    await page.getByLabel('名前', { exact: true }).fill('refused');
    await refuse(screen, { call: /\/api\/keys/, fields: [['name', '名前']], send: press(page, '発行する') });
    await go('hours');
    await page.getByRole('button', { name: '受付を停止' }).click();
    await page.locator('.radio', { hasText: '日時を指定' }).click();
    await page.locator('.radio', { hasText: 'その他' }).click();
    await page.getByLabel('理由を入力').fill('rain');
    await refuse(screen, {
      call: /\/pause$/,
      fields: [
        ['until', '再開日時'],
        ['reason', '理由を入力'],
      ],
      send: press(page, '受付を停止'),
    });
    await go('today');
    await page.locator('button.account').click();
    await page.getByRole('menuitem', { name: 'パスワードを変更' }).click();
    await page.getByLabel('現在のパスワード').fill('whatever it was');
    await page.getByLabel('新しいパスワード').fill('a long one of my own');
    await refuse(screen, {
      call: /\/session\/password$/,
      fields: [
        ['current', '現在のパスワード'],
        ['next', '新しいパスワード'],
      ],
      send: press(page, 'パスワードを変更'),
    });
  }));

it('whoever logs in with what is no address is told at the address', async () => {
  const screen = await sit(undefined, { width: 1_024, height: 620, locale: 'ja-JP' });
  const { page } = screen;
  await page.goto('/');
  await page.locator('input[type=email]').fill('hana@sakura.example');
  await page.locator('input[type=password]').fill('whatever');
  await refuse(screen, { call: /\/api\/session$/, fields: [['email', 'メールアドレス']], send: press(page, 'ログイン') });
});
