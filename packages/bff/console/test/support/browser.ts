import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A Chromium without a window, from npm. Sound is on, so that the page's own rules about it are what is tested. */
export async function openBrowser(): Promise<Browser> {
  // Its own list of arguments is for a serverless machine; one process and no security, for example, is not what people run.
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--mute-audio'],
  });
}
