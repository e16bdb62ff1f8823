import type { Journal } from '../journal.ts';
import type { Spec } from '../spec.ts';

/** Says that it is ready, waits until all is done, stops, tells the figures, and stays until it has been looked at. */
export async function converse({ giveUpAfterMs }: Spec, journal: Journal, stop: () => Promise<void>): Promise<void> {
  console.log('ready');
  const late = new Promise<void>((resolve) => void (giveUpAfterMs > 0 && setTimeout(resolve, giveUpAfterMs)));
  await Promise.race([journal.all, late]);
  await stop();
  console.log(`done ${JSON.stringify(journal.close())}`);
  process.stdin.resume().once('end', () => process.exit(0));
}
