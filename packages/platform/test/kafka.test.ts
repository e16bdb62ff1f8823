import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breachReport } from './faults/check-history.ts';
import { crashRun } from './faults/crash-run.ts';
import { type Child, child } from './faults/child.ts';
import { asAdmin } from './faults/database.ts';
import { dataFolder, type House, removeFolder } from './faults/house.ts';
import { type Answer, ask, at, textAt } from './faults/http.ts';
import { type KafkaPlace, kafkaPlace, kafkaPlaceIfAny } from './faults/kafka-place.ts';
import { identitiesOf, makeMerchant, type Merchant } from './faults/merchant.ts';
import { freeBase } from './faults/ports.ts';
import { splitHouse, type SplitHouse } from './faults/split-house.ts';
import { wholeHouse } from './faults/whole-house.ts';
import { cutRelays, killRelaysAtAnOutage, type Worked, workThrough } from './faults/work-through.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);

/** Of the first platform. */
const first = await kafkaPlaceIfAny();
const none = first === undefined;

const merchantIn = (of: House): Promise<Merchant> =>
  makeMerchant({ address: of.address, identities: identitiesOf(of.database) }, { shops: 2, articles: 3, onHand: 40 });

async function survives(of: House, victims: readonly string[]): Promise<void> {
  const report = await crashRun(of, { seed, victims });
  expect(breachReport(report.breaches), `repeat with SEED=${seed}`).toBe('');
  expect(report.kills).toHaveLength(victims.length);
  expect(report.confirmed).toBeGreaterThan(10);
}

const place = ({ api, shops, skus }: Merchant, quantity: number, query = '', key = randomUUID()): Promise<Answer | undefined> =>
  ask(api, { method: 'POST', path: `/v1/orders${query}`, key, body: { shopId: shops[0], lines: [{ sku: skus[0], quantity }] } }, 30_000);
const till = ({ system }: Merchant, orderId: string, verb: string): Promise<Answer | undefined> =>
  ask(system, { method: 'POST', path: `/v1/orders/${orderId}/${verb}`, key: randomUUID() });

const orderIds = async (database: string): Promise<readonly string[]> =>
  asAdmin(database, async (admin) => (await admin.query<{ id: string }>('SELECT key AS id FROM "order".orders')).rows.map(({ id }) => id));

/** Whatever happens meanwhile, no promise is broken. */
async function worksThrough(house: House, meanwhile: () => Promise<void>): Promise<Worked> {
  const worked = await workThrough(house, { seed }, meanwhile);
  expect(breachReport(worked.breaches), `repeat with SEED=${seed}`).toBe('');
  expect(worked.orders).toBeGreaterThan(10);
  return worked;
}

describe.skipIf(none)('all in one process, on Kafka', () => {
  let house: House;
  beforeAll(async () => {
    house = await wholeHouse(first);
  });
  afterAll(async () => {
    await house?.stop();
    await first?.close();
  });

  it('an order is placed, confirmed against stock, taken on, and handed over; what may not be is refused', async () => {
    const merchant = await merchantIn(house);
    const key = randomUUID();
    const answer = await place(merchant, 3, '', key);
    expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect((await place(merchant, 3, '', key))?.body).toEqual(answer?.body);
    expect(await place(merchant, 4, '', key)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const orderId = textAt(answer?.body, 'orderId');
    expect(await till(merchant, orderId, 'hand-over')).toMatchObject({ status: 409, body: { code: 'order_state' } });
    for (const verb of ['accept', 'ready', 'hand-over']) expect((await till(merchant, orderId, verb))?.status).toBe(200);
    expect(await place(merchant, 1_000)).toMatchObject({ status: 201, body: { status: 'rejected', reasons: [{ code: 'out_of_stock' }] } });
    const onHand = async (): Promise<unknown> => {
      const stock = await ask(merchant.system, { method: 'GET', path: `/v1/shops/${merchant.shops[0]}/stock` });
      return at(stock?.body, 'lines', 0, 'onHand');
    };
    await eventually(async () => expect(await onHand()).toBe(37), 10_000);
  });

  it('another platform on the same Kafka, behind a prefix of its own, is not disturbed and does not disturb', async () => {
    const other = await wholeHouse(first?.behind('other'));
    try {
      const [own, its] = await Promise.all([workThrough(house, { seed }, () => sleep(4_000)), workThrough(other, { seed }, () => sleep(4_000))]);
      expect([breachReport(own.breaches), breachReport(its.breaches)]).toEqual(['', '']);
      const [ofOwn, ofOther] = await Promise.all([house, other].map(({ database }) => orderIds(database)));
      expect(ofOther?.length).toBeGreaterThan(10);
      expect(ofOther?.filter((id) => ofOwn?.includes(id))).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('with new data is refused on the topics of other data, in one line that says what to do, before anything is removed', async () => {
    const dataDir = dataFolder();
    writeFileSync(join(dataDir, 'version'), '1\n');
    writeFileSync(join(dataDir, 'kept'), '');
    const start = (...args: readonly string[]): Child => child(['--data', dataDir, ...args], first?.env);
    try {
      for (const started of [start('--fresh', '--port-base', String(await freeBase())), start('--port-base', String(await freeBase()))]) {
        expect(await started.ended).toBe(1);
        await eventually(() =>
          expect(started.said()).toMatch(/^noren: the topics on this Kafka belong to other data \(.*shop\.events.*\): set KAFKA_PREFIX .*\n$/m),
        );
        expect(existsSync(join(dataDir, 'kept'))).toBe(true);
      }
    } finally {
      await removeFolder(dataDir);
    }
  });

  it('what was accepted is decided once, though the platform and its PostgreSQL are killed', () => survives(house, ['platform', 'postmaster', 'platform']));
});

describe.skipIf(none)('engines in processes of their own, on Kafka', () => {
  let kafka: KafkaPlace;
  let house: SplitHouse;
  beforeAll(async () => {
    kafka = await kafkaPlace();
    house = await splitHouse(undefined, {}, kafka);
  });
  afterAll(async () => {
    await house?.stop();
    await kafka?.close();
  });

  it('orders are taken while the broker is away, which the processes say, and decided when it is back', async () => {
    const merchant = await merchantIn(house);
    await kafka.kill();
    await eventually(async () => expect(await house.missing('others')).toMatchObject({ 'order-api': ['kafka'] }), 15_000);
    const key = randomUUID();
    expect(await place(merchant, 1, '?wait=0', key)).toMatchObject({ status: 202, body: { status: 'pending' } });
    await kafka.revive();
    await eventually(async () => expect(await place(merchant, 1, '?wait=5', key)).toMatchObject({ status: 201, body: { status: 'confirmed' } }), 60_000);
    await eventually(async () => expect(await house.missing('others')).toEqual({}), 15_000);
  });

  it('what was accepted is decided once, though engines and all processes are killed', () =>
    survives(house, ['order-engine', 'inventory-engine', 'every process']));

  it('nothing is lost, turned round or done twice though relays are cut off between produce and mark', async () => {
    const { repeated } = await worksThrough(house, () => cutRelays(house, 60));
    expect(repeated).toBeGreaterThan(0);
  });

  it('nor though they are killed while the log takes nothing from them', async () => {
    await worksThrough(house, () => killRelaysAtAnOutage(house));
  });

  it('nor though whole processes, relays in them, are stopped for a while and go on late', async () => {
    await worksThrough(house, async () => {
      for (const name of ['order-engine', 'others', 'inventory-engine']) {
        house.processes().get(name)?.signal('SIGSTOP');
        await sleep(5_000);
        house.processes().get(name)?.signal('SIGCONT');
        await sleep(2_000);
      }
    });
  });
});
