import { randomUUID } from 'node:crypto';
import { eventually } from '@noren/testing';
import { differences, knownOf } from '@noren/testing/golden';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../faults/http.ts';
import { type Doors, doorsOf } from './doors.ts';
import { dumpDatabase } from './dump.ts';
import { type Answered, type DataLine, type LogKind, readData } from './fixture.ts';
import { asAnsweredToday } from './renamed.ts';
import { ageing } from './restore.ts';
import { type RestoredGolden, restoreGolden } from './restored.ts';
import { patiently } from './story.ts';

/** Today's platform on what a version left: nothing is lost, nothing has changed, and it goes on from there. */
export function servedAsThen(version: string, log: LogKind): void {
  describe(`a platform on what ${version} left, the log ${log === 'kafka' ? 'on Kafka' : 'in PostgreSQL'}`, () => {
    let golden: RestoredGolden;
    let restored: readonly DataLine[];
    let running: Awaited<ReturnType<RestoredGolden['start']>>;
    let doors: Doors;
    beforeAll(async () => {
      golden = await restoreGolden(version, log);
      restored = await dumpDatabase(golden.database);
      running = await golden.start();
      doors = doorsOf(running, golden.answers.keys);
    });
    afterAll(async () => {
      doors?.close();
      await golden?.close();
    });

    const id = (name: string): string => golden.answers.ids[name] ?? '';
    const same = async (answered: Answered): Promise<readonly string[]> => {
      const { call, status, body, position } = asAnsweredToday(version, answered);
      const now = await doors.ask(call);
      const found =
        now.status === status
          ? [...differences(body, now.body, knownOf([body])), ...differences(position === undefined ? {} : { position }, now, new Map())]
          : [`: ${status} ${say(body)} is ${now.status} ${say(now.body)}`];
      return found.map((difference) => `${call.door} ${call.method} ${call.path}${call.body === undefined ? '' : say(call.body)} ${difference}`);
    };
    const sameAll = async (answers: readonly Answered[]): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const answer of answers) found.push(...(await same(answer)));
      return found;
    };
    const till = (orderId: string, verb: string, body?: object) =>
      doors.ask({ door: 'till:till', method: 'POST', path: `/v1/orders/${orderId}/${verb}`, key: randomUUID(), ...(body === undefined ? {} : { body }) });
    const ask = async (context: string, method: string, body: object): Promise<unknown> =>
      (await doors.ask({ door: `grpc:${context}`, method, path: '', body })).body;
    /** A command of a context that is done. */
    const command = async (context: string, method: string, body: object): Promise<void> => {
      const accepted = await doors.ask({ door: `grpc:${context}`, method, path: '', key: randomUUID(), body });
      const operation = await ask(context, 'waitOperation', { operationId: at(accepted.body, 'operationId'), timeoutMs: 20_000 });
      expect({ method, status: at(operation, 'outcomes', 0, 'status') }).toEqual({ method, status: 'done' });
    };
    const place = (body: object) => doors.ask({ door: 'platform:hungry', method: 'POST', path: '/v1/orders?wait=20', key: randomUUID(), body });
    const tea = async (): Promise<unknown> => {
      const { body } = await doors.ask({ door: 'till:till', method: 'GET', path: `/v1/shops/${id('always')}/stock?limit=1000` });
      return (at(body, 'lines') as readonly unknown[]).find((line) => at(line, 'sku') === 'Tea-1');
    };

    /** In the end so much has come or gone of the tea. */
    const moved = (before: unknown, by: Readonly<{ onHand: number; reserved: number }>): Promise<unknown> =>
      eventually(async () => {
        const [onHand, reserved] = [Number(at(before, 'onHand')) + by.onHand, Number(at(before, 'reserved')) + by.reserved];
        expect(await tea()).toMatchObject({ onHand, reserved });
      }, 15_000);

    it('is what was left, row by row, but for how old the rows are', () => {
      const rows = (lines: readonly DataLine[]) => lines.filter((line) => line.kind !== 'topic').map(ageless);
      expect(rows(restored)).toEqual(rows(readData(version, log)));
    });

    it('answers all that was asked of shops, catalogues, orders, stock, people and keys as it was answered then', async () => {
      expect(golden.answers.looks.length).toBeGreaterThan(100);
      expect(await sameAll(golden.answers.looks)).toEqual([]);
    });

    it('answers a repeat under a key of that time with the answer of that time', async () => {
      expect(golden.answers.repeats.length).toBeGreaterThan(50);
      expect(await sameAll(golden.answers.repeats)).toEqual([]);
    });

    it('decides what was accepted then and not decided yet, once', async () => {
      for (const { call, body } of golden.answers.undecided) {
        const decided = await doors.ask(patiently(call));
        expect(decided).toMatchObject({ status: 201, body: { orderId: at(body, 'orderId'), status: 'confirmed' } });
        expect((await doors.ask(patiently(call))).body).toEqual(decided.body);
      }
    });

    it('takes an order of that time to its end, and takes goods back', async () => {
      const [orderId, before] = [id('open'), await tea()];
      expect(await till(orderId, 'accept', { readyInMinutes: 10 })).toMatchObject({ status: 200, body: { status: 'accepted' } });
      for (const [verb, status] of [
        ['ready', 'ready'],
        ['hand-over', 'handed_over'],
        ['complete', 'completed'],
      ] as const)
        expect(await till(orderId, verb)).toMatchObject({ status: 200, body: { status } });
      const back = { lines: [{ line: 1, quantity: 1 }], restock: true };
      const path = `/v1/orders/${orderId}/returns`;
      expect(await doors.ask({ door: 'platform:hungry', method: 'POST', path, key: randomUUID(), body: back })).toMatchObject({ status: 200 });
      const history = await ask('order', 'getOrderHistory', { orderId });
      const events = (at(history, 'entries') as readonly unknown[]).map((entry) => at(entry, 'event'));
      expect(events).toEqual(['OrderPlaced', 'OrderConfirmed', 'OrderAccepted', 'OrderReady', 'OrderHandedOver', 'OrderCompleted', 'LinesReturned']);
      await moved(before, { onHand: -2 + 1, reserved: -2 });
    });

    it('finishes or calls off the others: stock that was promised then leaves the shelf, or is free again', async () => {
      const before = await tea();
      expect(await till(id('ready'), 'hand-over')).toMatchObject({ status: 200 });
      expect(await till(id('accepted'), 'cancel', { reason: 'closed' })).toMatchObject({ status: 200 });
      expect(await till(id('open2'), 'reject', { reason: 'no_staff' })).toMatchObject({ status: 200 });
      await moved(before, { onHand: -2, reserved: -3 * 2 });
      expect(await till(id('cancelledByMerchant'), 'accept')).toMatchObject({ status: 409, body: { code: 'order_state' } });
      await command('inventory', 'releaseStock', { shopId: id('always'), holder: 'held' });
    });

    it('keeps all else of what is changed: a shop, an item, a category, an article on the shelf, an order', async () => {
      const merchantId = id('merchant');
      const shop = { context: 'shop', read: 'getShop', of: { shopId: id('pausedUntil') }, path: [] };
      const item = { context: 'item', read: 'getItem', of: { merchantId, sku: 'beans 豆' }, path: [] };
      const tree = { context: 'category', read: 'getTree', of: { merchantId }, path: ['categories'] };
      const shelf = { context: 'inventory', read: 'getStock', of: { shopId: id('always'), skus: ['LINE-2'] }, path: ['levels', 0] };
      const order = { context: 'order', read: 'getOrder', of: { orderId: id('accepted2') }, path: [] };
      const salty = (all: unknown): unknown => (all as readonly unknown[]).find((one) => at(one, 'categoryId') === 'cat_salty');
      const changes = [
        [shop, 'resumeShop', { shopId: id('pausedUntil') }, ['status', 'pausedUntil', 'reason', 'version']],
        [item, 'unpublishItem', { merchantId, sku: 'beans 豆' }, ['status', 'version']],
        [tree, 'renameCategory', { merchantId, categoryId: 'cat_salty', names: [{ language: 'en', text: 'Crisps' }] }, ['names', 'version']],
        [shelf, 'adjustStock', { shopId: id('always'), lines: [{ sku: 'LINE-2', delta: 1, reason: 'received' }] }, ['onHand', 'available', 'version']],
        [order, 'markReady', { orderId: id('accepted2') }, ['status', 'updatedAt', 'version']],
      ] as const;
      for (const [{ context, read, of, path }, method, body, changed] of changes) {
        const now = async (): Promise<unknown> => {
          const found = at(await ask(context, read, of), ...path);
          return Array.isArray(found) ? salty(found) : found;
        };
        const before = await now();
        await command(context, method, body);
        const after = await now();
        expect({ method, now: after }).not.toEqual({ method, now: before });
        const but = (value: unknown): unknown => Object.fromEntries(Object.entries(Object(value)).filter(([name]) => !changed.some((one) => one === name)));
        expect({ method, kept: but(after) }).toEqual({ method, kept: but(before) });
      }
    });

    it('takes new orders, and what is sold, counted and changed now on what was there', async () => {
      const line = { sku: 'TEA-1', quantity: 1 };
      const placed = await place({ shopId: id('always'), lines: [line] });
      expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed', total: { amount: 600, currency: 'JPY' } } });
      expect(await place({ shopId: id('paused'), lines: [line] })).toMatchObject({ status: 201, body: { status: 'rejected' } });
      expect(await place({ shopId: id('always'), lines: [{ sku: 'TEA-1', quantity: 999 }] })).toMatchObject({ status: 201, body: { status: 'rejected' } });
      const item = { sku: 'tea-1', names: { en: 'Matcha' }, price: { amount: 900, currency: 'JPY' }, expectedVersion: 2 };
      const put = await doors.ask({ door: 'till:till', method: 'PUT', path: '/v1/items', key: randomUUID(), body: { lines: [item] } });
      expect(put).toMatchObject({ status: 200, body: { lines: [{ status: 'done' }] } });
      const catalogue = { door: 'platform:hungry', method: 'GET', path: `/v1/shops/${id('always')}/catalogue?limit=200` };
      await eventually(async () => {
        const items = at((await doors.ask(catalogue)).body, 'items');
        expect(items).toContainEqual(expect.objectContaining({ sku: 'Tea-1', price: { amount: 900, currency: 'JPY' } }));
      }, 15_000);
      const open = { door: 'person:owner@kissa.example', method: 'GET', path: `/api/shops/${id('always')}/orders/${String(at(placed.body, 'orderId'))}` };
      expect(await doors.ask(open)).toMatchObject({ status: 200 });
    });

    it('has nothing to complain of', () => {
      expect(running.lines().filter(({ level }) => level === 'error')).toEqual([]);
    });
  });
}

/** In an order that does not depend on what ages. */
function ageless(line: DataLine): unknown {
  if (line.kind !== 'table') return line;
  const old = new Set(ageing[line.table]);
  const rows = line.rows.map((row) => JSON.stringify(JSON.parse(row), (name, value: unknown) => (old.has(name) ? undefined : value)));
  return { ...line, rows: rows.toSorted() };
}

const say = (value: unknown): string => JSON.stringify(value).slice(0, 300);
