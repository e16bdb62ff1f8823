import { setTimeout as sleep } from 'node:timers/promises';
import { adjust, buy } from '../../packages/platform/test/faults/calls.ts';
import { checkHistory, breachReport } from '../../packages/platform/test/faults/check-history.ts';
import { crashRun } from '../../packages/platform/test/faults/crash-run.ts';
import { asAdmin } from '../../packages/platform/test/faults/database.ts';
import { dice } from '../../packages/platform/test/faults/dice.ts';
import { disturbances } from '../../packages/platform/test/faults/disturbances.ts';
import type { House } from '../../packages/platform/test/faults/house.ts';
import { ask, at, textAt } from '../../packages/platform/test/faults/http.ts';
import { load } from '../../packages/platform/test/faults/load.ts';
import { identitiesOf, makeMerchant, type Merchant, opening, type Wanted } from '../../packages/platform/test/faults/merchant.ts';
import { readHistory } from '../../packages/platform/test/faults/read-history.ts';
import { atRest } from '../../packages/platform/test/faults/rest.ts';
import { acting, rewind } from '../../packages/platform/test/faults/rewind.ts';
import { percentile } from '../client/percentile.ts';
import { frames } from './frames.ts';
import { differs, type HouseTrial } from './trial.ts';

const merchantIn = ({ address, database }: House, wanted: Wanted): Promise<Merchant> => makeMerchant({ address, identities: identitiesOf(database) }, wanted);

/** Kills, pauses longer than a lease, cut connections and held locks, all under load. */
const faults: HouseTrial = {
  name: 'faults under load',
  async run(house, seed, say) {
    const chance = dice(seed);
    const struck = { ...house, victims: [...house.victims, ...disturbances(house, () => 500 + chance.below(6_000))] };
    const report = await crashRun(struck, { seed, kills: 6, say });
    say(`${report.calls} calls, ${report.orders} orders, ${report.confirmed} confirmed`);
    return report.breaches.length > 0 ? [breachReport(report.breaches)] : [];
  },
};

const EFFECTS = `
  SELECT (SELECT sum(next)::int FROM log.partition WHERE topic LIKE '%.events') AS events, (SELECT count(*)::int FROM inventory.ledger) AS ledger,
         (SELECT count(*)::int FROM "order".outcome) + (SELECT count(*)::int FROM inventory.outcome) AS outcomes`;
const effects = (house: House): Promise<unknown> => asAdmin(house.database, async (admin) => (await admin.query(EFFECTS)).rows[0]);

/** Engines and reactions read their logs again from the beginning: nothing comes of it. */
const rewound: HouseTrial = {
  name: 'positions lost',
  async run(house, seed) {
    const merchant = await merchantIn(house, { shops: 2, articles: 3, onHand: 30 });
    const work = load(merchant, { seed, clients: 6, pauseMs: 15 });
    await sleep(2_000);
    const calls = await work.stop();
    await atRest(house.database);
    const before = await effects(house);
    await rewind(house.database, acting);
    const breaches = checkHistory(await readHistory(house.database, calls, opening(merchant)));
    return [...differs('effects after a replay', await effects(house), before), ...(breaches.length > 0 ? [breachReport(breaches)] : [])];
  },
};

const READS = 250;

/** What was written over merchant-link is seen in the catalogue by whoever names its position. */
const ownWrites: HouseTrial = {
  name: 'own writes read',
  async run(house, _seed, say) {
    const merchant = await merchantIn(house, { shops: 1, articles: 5, onHand: 1 });
    const [shopId = ''] = merchant.shops;
    const times: number[] = [];
    const wrong: string[] = [];
    const writer = async (sku: string): Promise<void> => {
      for (let onHand = 2; onHand < READS / 5 + 2; onHand += 1) {
        const body = { lines: [{ sku, onHand }] };
        const written = await ask(merchant.system, { method: 'PUT', path: `/v1/shops/${shopId}/stock`, key: crypto.randomUUID(), body });
        const position = written?.header('noren-position') ?? '';
        const started = performance.now();
        const read = await ask(merchant.api, { method: 'GET', path: `/v1/shops/${shopId}/items/${sku}/orderable`, headers: { 'noren-position': position } });
        times.push(performance.now() - started);
        const seen = { position: position !== '', available: at(read?.body, 'available'), stale: at(read?.body, 'stale') };
        wrong.push(...differs(`${sku} read after it was set to ${onHand}`, seen, { position: true, available: onHand, stale: undefined }));
      }
    };
    await Promise.all(merchant.skus.map(writer));
    const p99 = Math.round(percentile(times, 99));
    say(`${times.length} writes read, p99 ${p99} ms`);
    return [...wrong.slice(0, 5), ...(p99 > 300 ? [`p99 of a read behind a write: ${p99} ms`] : [])];
  },
};

/** 200 buyers of the last unit, again and again, while it comes back and goes. */
const lastUnit: HouseTrial = {
  name: 'the last unit',
  async run(house, seed, say) {
    const merchant = await merchantIn(house, { shops: 1, articles: 1, onHand: 1 });
    const [shopId = ''] = merchant.shops;
    const [sku = ''] = merchant.skus;
    const chance = dice(seed);
    const calls = [];
    for (let round = 0; round < 5; round += 1) {
      const more = 1 + chance.below(3);
      const all = await Promise.all([
        ...Array.from({ length: 200 }, () => buy(merchant, shopId, [{ sku, quantity: 1 }])),
        ...(round === 0 ? [] : [adjust(merchant, shopId, sku, more)]),
      ]);
      calls.push(...all);
    }
    await atRest(house.database);
    const breaches = checkHistory(await readHistory(house.database, calls, opening(merchant)));
    const sold = calls.filter(({ kind, answers }) => kind === 'place' && textAt(answers[0]?.body, 'status') === 'confirmed').length;
    say(`${calls.length} calls, ${sold} sold`);
    return breaches.length > 0 ? [breachReport(breaches)] : [];
  },
};

export const houseTrials: readonly HouseTrial[] = [faults, rewound, ownWrites, lastUnit, frames];
