import { createInterface } from 'node:readline';
import type { Journal } from '../journal.ts';
import type { Spec } from '../spec.ts';

/** Says that it is ready, waits until all is done or it is told to stop, stops, tells the figures, and stays until it has been looked at. */
export async function converse({ giveUpAfterMs }: Spec, journal: Journal, stop: () => Promise<void>): Promise<void> {
  const orders = createInterface(process.stdin);
  orders.once('close', () => process.exit(0));
  const stopped = new Promise<void>((resolve) => void orders.on('line', (line) => line === 'stop' && resolve()));
  const late = new Promise<void>((resolve) => void (giveUpAfterMs > 0 && setTimeout(resolve, giveUpAfterMs)));
  console.log('ready');
  await Promise.race([journal.all, late, stopped]);
  await stop();
  console.log(`done ${JSON.stringify(journal.close())}`);
}
