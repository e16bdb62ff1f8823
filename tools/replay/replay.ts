import { api } from '../client/api.ts';
import type { Dev } from '../client/dev-file.ts';
import { progress } from '../client/progress.ts';
import { expectedOf } from './expected.ts';
import { openShop, type Stage } from './open.ts';
import type { Plan } from './plan.ts';
import { play, type Played } from './play.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

/** What a replay needs of a platform. */
export type Target = Pick<Dev, 'merchantApi' | 'merchantLink' | 'sample'>;

/** For tests: how long differences may remain, and what happens between playing and comparing. */
type ReplayOptions = Readonly<{ patience?: number; beforeComparing?: () => void | Promise<void> }>;

/** Plays a plan through a running platform and compares. `run` names this run: no two may have the same. */
export async function replay(
  dev: Target,
  plan: Plan,
  concurrency: number,
  run: string,
  { patience = 10_000, beforeComparing }: ReplayOptions = {},
): Promise<Readonly<{ played: Played; reconciled: Reconciled }>> {
  const merchantApi = api(dev.merchantApi, { connections: concurrency });
  const merchantLink = api(dev.merchantLink, { connections: concurrency });
  const stage: Stage = { merchantApi, merchantLink, shopId: dev.sample.shopId, run };
  try {
    const opened = await openShop(stage, plan.articles);
    const bar = progress('invoices', plan.steps.length);
    const played = await play(stage, plan.steps, concurrency, () => bar.step());
    bar.end();
    await beforeComparing?.();
    const reconciled = await reconcile(stage, expectedOf(plan, opened), played.orderIds, concurrency, patience);
    return { played, reconciled };
  } finally {
    merchantApi.close();
    merchantLink.close();
  }
}
