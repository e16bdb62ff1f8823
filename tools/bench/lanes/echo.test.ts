import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEcho, type Echo } from './echo.ts';
import { echoClient } from './runners/echo-client.ts';

let echo: Echo;
beforeAll(async () => void (echo = await startEcho()));
afterAll(() => echo.stop());

async function taking(count: number, ms: number): Promise<number> {
  const ask = echoClient(echo.port);
  const from = performance.now();
  await Promise.all(Array.from({ length: count }, () => ask(ms)));
  return performance.now() - from;
}

it('answers each request, no sooner than asked, also many at once and some of them later', async () => {
  const from = performance.now();
  const ask = echoClient(echo.port);
  const late = ask(60).then(() => performance.now() - from);
  await Promise.all(Array.from({ length: 30_000 }, () => ask(5)));
  expect(await late).toBeGreaterThan(59);
});

it('works on so many at once as it is told to, and others wait in line', async () => {
  echo.workers(10);
  const requested = echo.requested();
  expect(await taking(60, 20)).toBeGreaterThan(6 * 19);
  await requested;
  echo.workers(5);
  expect(await taking(60, 20)).toBeGreaterThan(12 * 19);
});
