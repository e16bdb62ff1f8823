import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '../../src/modules.ts';
import { repository } from '../../src/options.ts';
import { asAdmin } from '../faults/database.ts';
import { ask, textAt } from '../faults/http.ts';
import { kafkaPlaceIfAny } from '../faults/kafka-place.ts';
import { identitiesOf, makeMerchant, type Merchant } from '../faults/merchant.ts';
import { splitHouse, type SplitHouse } from '../faults/split-house.ts';
import { alertRules, alerts, expressions, impatient, metricsOf, opsFile } from './ops-files.ts';
import { type Prometheus, prometheus, prometheusIfAny, promtool } from './prometheus.ts';

const programs = await prometheusIfAny();
const folder = programs ?? '';
const explained = readFileSync(join(repository, 'docs/operating.md'), 'utf8');

describe.skipIf(programs === undefined)('alert rules', () => {
  it('are well-formed, and fire and keep quiet as their own tests say', async () => {
    for (const args of [
      ['check', 'rules', opsFile('alerts.yml')],
      ['test', 'rules', opsFile('alerts.test.yml')],
    ]) {
      const { content, said } = await promtool(folder, args);
      expect(content, `${said}`).toBe(true);
    }
    const tested = readFileSync(opsFile('alerts.test.yml'), 'utf8');
    for (const { alert } of alerts) expect(tested).toContain(`alertname: ${alert}\n`);
  });

  it('are explained where operators read', () => {
    for (const { alert } of alerts) expect(explained).toContain(`\n| \`${alert}\` `);
  });
});

const kafka = programs === undefined ? undefined : await kafkaPlaceIfAny();

/** One engine away from the others, so that it can be missing. The faults are planted one after the other, and each is mended before the next. */
describe.skipIf(kafka === undefined)('a platform that Prometheus watches', () => {
  let house: SplitHouse;
  let merchant: Merchant;
  let watching: Prometheus;
  const engine = 'inventory-engine';
  const seen = new Set<string>();

  beforeAll(async () => {
    const others = modules.map(({ name }) => name).filter((name) => name !== engine);
    house = await splitHouse({ others, [engine]: [engine] }, {}, kafka);
    merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 1, articles: 1, onHand: 40 });
    watching = await prometheus(folder, [house.ops('others'), house.ops(engine)], impatient(alertRules));
  });
  afterAll(async () => {
    await watching?.stop();
    await house?.stop();
    await kafka?.close();
  });

  const order = (wait = 0) =>
    ask(merchant.api, {
      ...{ method: 'POST', path: `/v1/orders?wait=${wait}`, key: randomUUID() },
      body: { shopId: merchant.shops[0], lines: [{ sku: merchant.skus[0], quantity: 1 }] },
    });
  const metrics = async (): Promise<string> => (await Promise.all(['others', engine].map((name) => house.metrics(name)))).join('\n');
  /** Each of these, be it one after the other. */
  const fires = async (...names: readonly string[]): Promise<void> => {
    const raised = new Set<string>();
    await eventually(async () => {
      for (const name of await watching.firing()) raised.add(name);
      expect([...raised]).toEqual(expect.arrayContaining([...names]));
    }, 60_000);
    for (const name of names) seen.add(name);
  };
  const quiet = (): Promise<void> => eventually(async () => expect(await watching.firing()).toEqual([]), 90_000);

  it('tells every metric that alerts and the dashboard name, and asks for them in words that Prometheus understands', async () => {
    expect(await order(10)).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    const text = await metrics();
    const there = new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
      ),
    );
    for (const expression of expressions) {
      await watching.check(expression);
      const named = metricsOf(expression);
      if (!expression.startsWith('up')) expect(named, `${expression}`).not.toEqual([]);
      for (const metric of named) expect(there, `${expression}`).toContain(metric);
    }
    expect(text).toMatch(/^noren_orders_total\{outcome="confirmed",reason=""\} \d/m);
  });

  it('tells nothing of its own that operators could not look up', async () => {
    for (const [, name = ''] of (await metrics()).matchAll(/^# TYPE (noren_\S+)/gm)) expect(explained).toContain(`\`${name}\``);
  });

  it('has no metric that promtool would name otherwise, but for those of Node itself; and none that names a merchant, a shop or an order', async () => {
    const text = await metrics();
    // Two processes tell the same metrics, so each is asked by itself.
    for (const name of ['others', engine]) {
      const { said } = await promtool(folder, ['check', 'metrics'], await house.metrics(name));
      expect(said.split('\n').filter((line) => line !== '' && !line.startsWith('nodejs_'))).toEqual([]);
    }
    for (const id of [merchant.merchantId, ...merchant.shops, 'ord_']) expect(text).not.toContain(id);
  });

  it('raises nothing while all is well', async () => {
    await quiet();
    await order(10);
    await sleep(3_000);
    expect(await watching.firing()).toEqual([]);
  });

  it('raises an alarm for a record that was set aside, until it is redriven', async () => {
    await asAdmin(house.database, (admin) =>
      admin.query(`INSERT INTO "order".dead_letter (subscription, topic, "partition", "offset", record_key, record_id, type, headers, value, error, at)
                   VALUES ('order.engine', 'order.commands', 0, 0, 'k', 'cmd_planted', 't', '{}', '', 'planted', now())`),
    );
    await fires('NorenDeadLetters');
    await asAdmin(house.database, (admin) => admin.query(`UPDATE "order".dead_letter SET redriven_at = now() WHERE record_id = 'cmd_planted'`));
    await quiet();
  });

  it('raises an alarm for an engine that is gone, and for what waits for it', async () => {
    await house.processes().get(engine)?.kill();
    await order();
    await fires('NorenProcessDown', 'NorenSubscriptionBehind', 'NorenCommandsUndecided');
    // At the port where Prometheus looks for it.
    await house.start(engine, [engine], { OPS_PORT: house.ops(engine).split(':')[1] ?? '' });
    await quiet();
  });

  it('raises an alarm for an outbox that nobody empties', async () => {
    // Somebody else has the lease, and relays nothing.
    await asAdmin(house.database, async (admin) => {
      await admin.query(`UPDATE "order".outbox_lease SET holder = pg_backend_pid(), until = 'infinity'`);
      await eventually(() => house.lines().some(({ store, msg }) => store === 'order' && msg === 'outbox: the relay begins anew'), 30_000);
      await order();
      await fires('NorenOutboxStuck');
      await admin.query(`UPDATE "order".outbox_lease SET until = '-infinity'`);
    });
    await quiet();
  });

  it('raises an alarm for a broker that is away', async () => {
    await kafka?.kill();
    await fires('NorenLogAway');
    await kafka?.revive();
    await quiet();
  });

  it('raises an alarm for a database that does not answer, and for requests that fail of it', async () => {
    let cut = true;
    const path = `/v1/shops/${merchant.shops[0]}/catalogue`;
    const asking = asAdmin(house.database, async (admin) => {
      await admin.query('ALTER ROLE link NOLOGIN');
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'link'`);
      for (; cut; await sleep(100)) await ask(merchant.api, { method: 'GET', path });
      await admin.query('ALTER ROLE link LOGIN');
    });
    await fires('NorenDatabaseAway', 'NorenHttpErrors').finally(() => (cut = false));
    await asking;
    await quiet();
  });

  it('raises an alarm for connections that are all in use', async () => {
    const path = `/v1/orders/${textAt((await order(10))?.body, 'orderId')}`;
    await asAdmin(house.database, async (admin) => {
      await admin.query('BEGIN');
      await admin.query('LOCK TABLE "order".orders IN ACCESS EXCLUSIVE MODE');
      const asked: Promise<unknown>[] = [];
      // One by one, for what comes at once is asked at once.
      for (let many = 0; many < 40; many += 1) {
        asked.push(ask(merchant.api, { method: 'GET', path }));
        await sleep(20);
      }
      await fires('NorenConnectionsShort');
      await admin.query('ROLLBACK');
      await Promise.all(asked);
    });
    await quiet();
  });

  it('raises an alarm for a process that is held up', async () => {
    const held = house.processes().get('others');
    let holding = true;
    const hold = (async () => {
      for (; holding; await sleep(100)) {
        held?.signal('SIGSTOP');
        await sleep(400);
        held?.signal('SIGCONT');
      }
    })();
    try {
      await fires('NorenEventLoopBlocked');
    } finally {
      holding = false;
      await hold;
    }
    await quiet();
  });

  it('has raised every alert that there is', () => {
    expect([...seen].toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  });
});
