import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Dev } from './platform.ts';

/** Somebody at a screen. `said`: what the browser complained about, such as a breach of the content security policy or an error of the page. */
export type AtScreen = Readonly<{
  page: Page;
  context: BrowserContext;
  said: readonly string[];
  /** Takes back complaints that a test has called forth, and says how many. */
  forgive: (complaint: RegExp) => number;
  shopId: string;
  go: (path: string) => Promise<void>;
  leave: () => Promise<void>;
}>;
type Who = 'login' | 'manager' | 'clerk';
type Seat = Readonly<{ width?: number; height?: number; locale?: string; timezoneId?: string; url?: string }>;

/** Opens the console in a browser of one's own, not logged in. */
export async function atScreen(
  browser: Browser,
  dev: Dev,
  { width = 1_280, height = 800, locale = 'en-GB', timezoneId = 'Asia/Tokyo', url = dev.console.url }: Seat = {},
): Promise<AtScreen> {
  const context = await browser.newContext({ baseURL: url, viewport: { width, height }, locale, timezoneId });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/status of (401|403|404|409|412|422|429|503)|ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION|INCOMPLETE_CHUNKED|EMPTY_RESPONSE)/.test(message.text())
    )
      said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  const { shopId } = dev.sample;
  const forgive = (complaint: RegExp): number => {
    const others = said.filter((text) => !complaint.test(text));
    return said.splice(0, said.length, ...others).length - others.length;
  };
  return { page, context, said, forgive, shopId, go: async (path) => void (await page.goto(`/s/${shopId}/${path}`)), leave: () => context.close() };
}

/** Types email and password, as people do. */
export async function logIn({ page }: AtScreen, dev: Dev, who: Who = 'login'): Promise<void> {
  const { email, password } = dev.console[who];
  await page.goto('/');
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.board').waitFor();
}

/** Speaks this language from now on, by the menu. */
export async function speak({ page }: AtScreen, language: 'en' | 'ja' | 'ko'): Promise<void> {
  // A page that is being loaded is English until it knows who reads it.
  await page.locator('button.account').waitFor();
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.locator('button.account').click();
  await page
    .getByRole('menuitemradio')
    .filter({ hasText: { en: 'English', ja: '日本語', ko: '한국어' }[language] })
    .click();
  await page.locator(`html[lang=${language}]`).waitFor();
  await page.keyboard.press('Escape');
}
