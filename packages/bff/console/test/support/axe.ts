import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
type Axe = Readonly<{
  run: () => Promise<Readonly<{ violations: readonly Readonly<{ id: string; impact: string; nodes: readonly Readonly<{ html: string }>[] }>[] }>>;
}>;

/** What axe finds serious or critical on the page as it stands, a line each. It comes in through the debugger, which the content security policy does not bind. */
export async function seriousFindings(page: Page, source: (path: string) => string): Promise<readonly string[]> {
  await page.evaluate(source(path));
  const { violations } = await page.evaluate(() => (globalThis as unknown as Readonly<{ axe: Axe }>).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
