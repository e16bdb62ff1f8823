import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Breach } from './breach.ts';
import { checkHistory } from './check-history.ts';
import { type Dice, dice } from './dice.ts';
import type { House } from './house.ts';
import type { Victim } from './victim.ts';
import { ask } from './http.ts';
import { load } from './load.ts';
import { identitiesOf, makeMerchant, type Merchant, opening } from './merchant.ts';
import { readHistory } from './read-history.ts';
import { atRest } from './rest.ts';

/** `recoveredMs`: from the kill until a fresh order was decided again. */
export type Kill = Readonly<{ victim: string; recoveredMs: number }>;
export type CrashReport = Readonly<{ breaches: readonly Breach[]; kills: readonly Kill[]; calls: number; orders: number; confirmed: number }>;

type CrashOptions = Readonly<{
  seed: number;
  /** Names of victims, in this order; without it, `kills` of them by chance. */
  victims?: readonly string[];
  kills?: number;
  clients?: number;
  pauseMs?: number;
  say?: (line: string) => void;
}>;

/** Kills parts of a platform under load at instants that the seed decides, lets everybody finish, and judges what happened. */
export async function crashRun(house: House, { seed, victims, kills = 1, clients = 8, pauseMs = 30, say = () => {} }: CrashOptions): Promise<CrashReport> {
  const chance = dice(seed);
  const merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 3, articles: 4, onHand: 40 });
  const work = load(merchant, { seed, clients, pauseMs });
  const killed: Kill[] = [];
  for (const victim of chosen(house.victims, chance, victims, kills)) {
    await sleep(200 + chance.below(1_200));
    const recoveredMs = await strike(victim, merchant);
    killed.push({ victim: victim.name, recoveredMs });
    say(`${victim.name}: orders decided again after ${recoveredMs} ms (${work.answered()} calls answered so far)`);
  }
  await sleep(300);
  const calls = await work.stop();
  await atRest(house.database, house.log);
  const history = await readHistory(house.database, calls, opening(merchant), house.log);
  const orders = history.orders.filter(({ shopId }) => merchant.shops.includes(shopId));
  const confirmed = orders.filter(({ status }) => status !== 'rejected').length;
  return { breaches: checkHistory(history), kills: killed, calls: calls.length, orders: orders.length, confirmed };
}

function chosen(all: readonly Victim[], chance: Dice, names: readonly string[] | undefined, kills: number): readonly Victim[] {
  if (names === undefined) return Array.from({ length: kills }, () => chance.one(all));
  return names.map((name) => {
    const found = all.find((victim) => victim.name === name);
    if (!found) throw new Error(`there is no ${name} to kill`);
    return found;
  });
}

/** Kills, and measures until an order that came afterwards is decided. */
async function strike(victim: Victim, { api, shops, skus }: Merchant): Promise<number> {
  await victim.kill();
  const started = performance.now();
  const back = victim.revive();
  // What went wrong there is told below.
  back.catch(() => {});
  const body = { shopId: shops[0], lines: [{ sku: skus[0], quantity: 1 }] };
  const decided = async (): Promise<boolean> => (await ask(api, { method: 'POST', path: '/v1/orders?wait=2', key: randomUUID(), body }, 4_000))?.status === 201;
  const until = started + 60_000;
  while (!(await decided())) {
    if (performance.now() > until) throw new Error(`${victim.name} was killed, and a minute later no order is decided`);
    await sleep(50);
  }
  const recovered = Math.round(performance.now() - started);
  await back;
  return recovered;
}
