import { expect, it } from 'vitest';
import { screens } from './support/screens.ts';

const { sit } = screens();

it('the first load is under 300 kB as it travels, fonts, texts and the orders page included', async () => {
  const { page } = await sit('login');
  const bytes = await page.evaluate(() => {
    const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[];
    return loads.filter(({ name }) => !new URL(name).pathname.startsWith('/api/')).reduce((sum, { transferSize }) => sum + transferSize, 0);
  });
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(300_000);
});
