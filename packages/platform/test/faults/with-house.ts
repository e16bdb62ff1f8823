import type { House } from './house.ts';

/** Uses a platform and ends it, however the use ends: by Ctrl-C too. */
export async function withHouse<H extends House, T>(start: () => Promise<H>, use: (house: H) => Promise<T>): Promise<T> {
  const house = await start();
  const interrupted = (): void => void house.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await use(house);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await house.stop();
  }
}
