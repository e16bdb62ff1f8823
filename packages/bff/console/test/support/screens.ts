import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import { type AtScreen, atScreen, logIn } from './person.ts';
import type { Dev } from './platform.ts';

/** A browser for the tests of a file. People who sat down at it leave after each test, and whatever it complained about fails the test. */
export function screens(): Readonly<{ dev: Dev; sit: (who?: 'login' | 'manager' | 'clerk', seat?: Parameters<typeof atScreen>[2]) => Promise<AtScreen> }> {
  let browser: Browser | undefined;
  const sitting: AtScreen[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    const left = sitting.splice(0);
    await Promise.all(left.map((screen) => screen.leave()));
    expect(left.flatMap(({ said }) => said)).toEqual([]);
  });
  const dev = inject('dev');
  return {
    dev,
    sit: async (who, seat) => {
      if (!browser) throw new Error('the browser is not open yet');
      const screen = await atScreen(browser, dev, seat);
      sitting.push(screen);
      if (who) await logIn(screen, dev, who);
      return screen;
    },
  };
}
