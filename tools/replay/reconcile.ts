import { setTimeout as sleep } from 'node:timers/promises';
import { compare, type Difference } from './compare.ts';
import type { State } from './expected.ts';
import type { Stage } from './open.ts';
import { levelsOf, ordersOf } from './platform-state.ts';

/** The differences that remain, and how long stock took to settle. */
export type Reconciled = Readonly<{ differences: readonly Difference[]; settledAfter: number }>;

/**
 * Compares what must be with what the platform says. A hand-over is answered before the shelf has heard of it, so stock and orders are asked again
 * until nothing differs, for `patience` milliseconds at most.
 */
export async function reconcile(
  stage: Stage,
  expected: State,
  orderIds: ReadonlyMap<string, string>,
  concurrency: number,
  patience: number,
): Promise<Reconciled> {
  const started = performance.now();
  for (;;) {
    const stock = await levelsOf(stage, expected.stock.keys());
    const differences = compare(expected, { stock, orders: await ordersOf(stage.merchantApi, orderIds, concurrency) });
    const settledAfter = performance.now() - started;
    if (differences.length === 0 || settledAfter > patience) return { differences, settledAfter };
    await sleep(500);
  }
}
