import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { buy } from './faults/calls.ts';
import { checkHistory, breachReport } from './faults/check-history.ts';
import type { ClientCall } from './faults/history.ts';
import { load } from './faults/load.ts';
import { identitiesOf, makeMerchant, type Merchant, opening } from './faults/merchant.ts';
import { plantSerialOffsets } from './faults/planted/serial-offsets.ts';
import { selectThenUpdate } from './faults/planted/select-then-update.ts';
import { withBug } from './faults/planted/plant.ts';
import { readHistory } from './faults/read-history.ts';
import { atRest } from './faults/rest.ts';
import { acting, rewind } from './faults/rewind.ts';
import { splitHouse, type SplitHouse } from './faults/split-house.ts';

let house: SplitHouse | undefined;
afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const merchantIn = (of: SplitHouse, onHand = 40): Promise<Merchant> =>
  makeMerchant({ address: of.address, identities: identitiesOf(of.database) }, { shops: 2, articles: 2, onHand });

async function broken(of: SplitHouse, merchant: Merchant, calls: readonly ClientCall[]): Promise<ReadonlySet<string>> {
  return new Set(checkHistory(await readHistory(of.database, calls, opening(merchant))).map(({ promise }) => promise));
}

describe('the checker of what happened', () => {
  it('is content when the log is read again from the beginning, and not when engines then decide again what was decided', async () => {
    house = await splitHouse();
    const merchant = await merchantIn(house);
    const work = load(merchant, { seed: 1, clients: 6, pauseMs: 20 });
    await sleep(1_500);
    const calls = await work.stop();
    await atRest(house.database);
    await rewind(house.database, acting);
    expect(breachReport(checkHistory(await readHistory(house.database, calls, opening(merchant))))).toBe('');

    await house.processes().get('inventory-engine')?.stop();
    await house.start('inventory-engine', ['inventory-engine'], withBug('no-dedup'));
    await rewind(house.database, ['inventory.engine']);
    expect([...(await broken(house, merchant, calls))]).toEqual(expect.arrayContaining(['a command is decided once', 'every outcome is told once']));
  });

  it('finds what a reader misses that goes on behind the last id it saw', async () => {
    house = await splitHouse();
    const merchant = await merchantIn(house);
    await plantSerialOffsets(house.database);
    // Who is skipped is chance: clients go on, round by round, until somebody was in each of the ways that hurt.
    const wanted = ['every command in the log is decided', 'whoever asks on is answered', 'no order is left undecided'];
    const calls: ClientCall[] = [];
    let found: ReadonlySet<string> = new Set();
    for (let seed = 2; seed < 12 && !wanted.every((promise) => found.has(promise)); seed += 1) {
      const work = load(merchant, { seed, clients: 12, pauseMs: 5, patienceMs: 1_000 });
      await sleep(2_000);
      calls.push(...(await work.stop()));
      await sleep(1_000);
      found = await broken(house, merchant, calls);
    }
    expect([...found]).toEqual(expect.arrayContaining(wanted));
  });

  it('finds what is sold twice by reading a level and then writing it', async () => {
    house = await splitHouse();
    const merchant = await merchantIn(house, 1);
    await house.processes().get('inventory-engine')?.stop();
    const bug = await selectThenUpdate(house.database, 20);
    const [shopId = ''] = merchant.shops;
    const lines = [{ sku: merchant.skus[0] ?? '', quantity: 1 }];
    const calls = await Promise.all(Array.from({ length: 20 }, () => buy(merchant, shopId, lines)));
    await sleep(300);
    await bug.stop();
    expect([...(await broken(house, merchant, calls))]).toEqual(
      expect.arrayContaining(['never sells what is not there', 'what is reserved is what holders hold', 'a level is the sum of its ledger']),
    );
  });
});
