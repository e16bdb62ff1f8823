import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from '../meters.ts';
import { othersWait, type Waited } from './others.ts';
import type { Attack } from './requests.ts';

/** What one attack did. `loopMaxMs`: the longest that the platform's event loop stood still; `memory`: MiB that it has afterwards. */
export type Ran = Readonly<{
  name: string;
  perSecond: number;
  answers: Readonly<Record<string, number>>;
  others: Waited;
  loopMaxMs: number;
  memory: number;
}>;

type Ground = Readonly<{
  pid: number;
  metrics: string;
  victim: Readonly<{ door: Readonly<{ url: string; apiKey: string }>; shopId: string; sku: string }>;
  seconds: number;
  inFlight: number;
}>;

/** Sends an attack, so many at a time, while another tenant goes on as always; no attack is a calm run. */
export async function run({ pid, metrics, victim, seconds, inFlight }: Ground, attack: Attack | undefined): Promise<Ran> {
  // What is read starts anew.
  await loopOf(metrics);
  const answers = new Map<string, number>();
  const until = performance.now() + seconds * 1_000;
  const attacker = async (): Promise<void> => {
    while (attack && performance.now() < until) {
      const status = await sent(attack);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  const attacking = Promise.all([sleep(seconds * 1_000), ...Array.from({ length: inFlight }, attacker)]);
  const others = await othersWait(victim.door, victim.shopId, victim.sku, attacking);
  const count = [...answers.values()].reduce((sum, times) => sum + times, 0);
  return {
    name: attack?.name ?? 'calm',
    perSecond: count / seconds,
    answers: Object.fromEntries(answers),
    others,
    loopMaxMs: await loopOf(metrics),
    memory: memoryOf(pid).now,
  };
}

async function sent({ request }: Attack): Promise<string> {
  const { method, url, headers, body } = request();
  try {
    const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }), signal: AbortSignal.timeout(60_000) });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch {
    return 'lost';
  }
}

/** Since it was read last (prom-client measures it so), in milliseconds. */
async function loopOf(metrics: string): Promise<number> {
  const text = await (await fetch(metrics)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1] ?? Number.NaN) * 1_000;
}
