import { setTimeout as sleep } from 'node:timers/promises';
import type { Breach } from './breach.ts';
import { checkHistory } from './check-history.ts';
import { asAdmin } from './database.ts';
import type { House } from './house.ts';
import { load } from './load.ts';
import { identitiesOf, makeMerchant, opening } from './merchant.ts';
import { readHistory } from './read-history.ts';
import { atRest } from './rest.ts';

/** `repeated`: how many records the log has more than once. */
export type Worked = Readonly<{ breaches: readonly Breach[]; orders: number; repeated: number }>;
type WorkOptions = Readonly<{ seed: number; patienceMs?: number }>;

/** Clients at work while something happens to the platform; then everything that they were told is held against what there is. */
export async function workThrough(house: House, { seed, patienceMs = 90_000 }: WorkOptions, meanwhile: () => Promise<void>): Promise<Worked> {
  const merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 2, articles: 3, onHand: 40 });
  const work = load(merchant, { seed, clients: 6, pauseMs: 30, patienceMs });
  await meanwhile();
  const calls = await work.stop();
  await atRest(house.database, house.log);
  const history = await readHistory(house.database, calls, opening(merchant), house.log);
  const once = history.commands.length + history.orderEvents.length + history.stockEvents.length;
  const all = history.partitions.filter(({ topic }) => !topic.endsWith('.outcomes')).reduce((sum, { records }) => sum + records, 0);
  return { breaches: checkHistory(history), orders: history.orders.length, repeated: all - once };
}

/** Cuts the connections of all relays off, time and again: what the log has taken meanwhile they do not come to mark. */
export async function cutRelays(house: House, times: number): Promise<void> {
  for (let cuts = 0; cuts < times; cuts += 1) {
    await sleep(100);
    await asAdmin(house.database, (admin) => admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'noren-relay'`));
  }
}

/** The broker goes, so relays keep in hand what the log does not take; then all processes are killed, relays in them, and everything comes back. */
export async function killRelaysAtAnOutage(house: House): Promise<void> {
  const [broker, processes] = ['broker', 'every process'].map((name) => house.victims.find((victim) => victim.name === name));
  await sleep(1_000);
  await broker?.kill();
  await sleep(2_000);
  await processes?.kill();
  await broker?.revive();
  await processes?.revive();
}
