import type { Host, Module } from '@noren/service-kit';
import type pg from 'pg';
import { type Followers, follow } from './following.ts';
import { engineMetrics } from './metered.ts';
import { retentionLoop } from './retention.ts';
import { timerLoop } from './timers.ts';
import type { EngineMetrics } from './engine-metrics.ts';

/** What an engine runs: its subscriptions (deciding, reacting, projecting), its timers, and forgetting what is old. */
export type Workers = Readonly<{ context: string; commandsTopic: string; db: pg.Pool; followers: Followers }>;

/** An engine as a module of the platform; `compose` is its container. */
export const engineModule = (name: string, compose: (host: Host, watch: EngineMetrics) => Workers): Module => ({
  name,
  async start(host) {
    const watch = engineMetrics(host);
    const { context, commandsTopic, db, followers } = compose(host, watch);
    const following = await follow(host.log, db, followers);
    const running = [
      following,
      timerLoop({ context, commandsTopic, db, outbox: host.outbox, clock: host.clock, watch }),
      retentionLoop(db, host.log, host.clock, context, watch),
    ];
    return {
      notReady: async () => [...(await reachable(db)), ...following.waitsFor()],
      async stop() {
        await Promise.all(running.map((each) => each.stop()));
        await db.end();
      },
    };
  },
});

/** What is missing: nothing, or the database. */
export async function reachable(db: pg.Pool): Promise<readonly string[]> {
  try {
    await db.query('SELECT 1');
    return [];
  } catch {
    return ['database'];
  }
}
