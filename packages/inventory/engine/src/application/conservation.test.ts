import { type DecisionContext, foldText, Refusal, type View } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  available,
  type Hold,
  type InventoryCommand,
  type InventoryEvent,
  type InventoryRecords,
  type Stock,
  stockKey,
  type StockLine,
} from '../domain/stock.ts';
import { inventoryEffects } from './effects.ts';
import { inventoryRules } from './rules.ts';

const runs = Number(process.env['NOREN_RUNS'] ?? 1_000);
/** The larger sizes take minutes. */
const long = 600_000;
const shopId = 'shp_1';
/** Three articles, two of them in several spellings. */
const skus = ['Pen', 'PEN', 'ｐｅｎ', 'ink', 'İnk', 'INK', 'cap'];
const holders = ['a', 'b', 'c', 'd', 'e'];

/** A shop's stock in memory, as an engine would keep it: records, ledger and timers. */
class Shop {
  readonly stock = new Map<string, Stock>();
  readonly hold = new Map<string, Hold>();
  readonly ledger = new Map<string, { onHand: number; reserved: number; safety: number }>();
  readonly timers = new Map<string, { due: string; command: InventoryCommand }>();
  readonly events: InventoryEvent[] = [];
  now = Date.UTC(2026, 0, 5);

  readonly view: View<InventoryRecords> = { stock: (key) => this.stock.get(key), hold: (key) => this.hold.get(key), unit: () => undefined };

  do(command: InventoryCommand): readonly InventoryEvent[] {
    const facts = this.facts();
    let events: readonly InventoryEvent[];
    try {
      events = inventoryRules.decide(this.view, command, facts);
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
    for (const event of events) this.take(event, facts);
    return events;
  }

  facts(): DecisionContext {
    return { now: new Date(this.now).toISOString(), newId: (prefix) => prefix, actor: 'test', commandId: 'cmd_1' };
  }

  take(event: InventoryEvent, facts: DecisionContext): void {
    this.events.push(event);
    const changes = inventoryRules.evolve(this.view, event);
    for (const [key, stock] of Object.entries(changes.stock ?? {})) if (stock) this.stock.set(key, stock);
    for (const [key, hold] of Object.entries(changes.hold ?? {})) if (hold) this.hold.set(key, hold);
    const { ledger = [], setTimers = [], cancelTimers = [] } = inventoryEffects(event, this.view, facts);
    for (const row of ledger) {
      const key = stockKey(row.shopId, row.sku);
      const sum = this.ledger.get(key) ?? { onHand: 0, reserved: 0, safety: 0 };
      this.ledger.set(key, {
        onHand: sum.onHand + row.onHandDelta,
        reserved: sum.reserved + row.reservedDelta,
        safety: sum.safety + row.safetyDelta,
      });
    }
    for (const key of cancelTimers) this.timers.delete(key);
    for (const { key, due, command } of setTimers) this.timers.set(key, { due, command });
  }

  /** Time goes on, and what falls due is asked. */
  wait(minutes: number): void {
    this.now += minutes * 60_000;
    for (const [key, { due, command }] of this.timers) {
      if (Date.parse(due) > this.now) continue;
      this.timers.delete(key);
      this.do(command);
    }
  }
}

const quantity = fc.integer({ min: 0, max: 6 });
const lines: fc.Arbitrary<StockLine[]> = fc.array(fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 5,
});
const sku = fc.constantFrom(...skus);
const holder = fc.constantFrom(...holders);
type Step = InventoryCommand | Readonly<{ type: 'Wait'; minutes: number }> | Readonly<{ type: 'Reserve'; holder: string; lines: StockLine[]; minutes: number }>;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('SetStock' as const), shopId: fc.constant(shopId), sku, onHand: quantity, reason: fc.constant('counted') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('AdjustStock' as const),
      shopId: fc.constant(shopId),
      sku,
      delta: fc.integer({ min: -5, max: 8 }),
      reason: fc.constant('received'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('SetSafetyStock' as const), shopId: fc.constant(shopId), sku, safety: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('Reserve' as const), holder, lines, minutes: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('CommitStock' as const), shopId: fc.constant(shopId), holder }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('ReleaseStock' as const), shopId: fc.constant(shopId), holder, expired: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('Wait' as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
);

/** What a reservation asks of each article. */
function requestedBySku(of: readonly StockLine[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of of) sums.set(`${shopId}/${foldText(line.sku)}`, (sums.get(`${shopId}/${foldText(line.sku)}`) ?? 0) + line.quantity);
  return sums;
}

function play(shop: Shop, played: Step): void {
  if (played.type === 'Wait') return shop.wait(played.minutes);
  if (played.type !== 'Reserve') return void shop.do(played);
  const before = new Map(shop.stock);
  // 0 minutes: a hold without end.
  const expires = played.minutes === 0 ? {} : { expiresAt: new Date(shop.now + played.minutes * 60_000).toISOString() };
  const known = shop.hold.get(`${shopId}/${played.holder}`);
  const [event] = shop.do({ type: 'ReserveStock', shopId, holder: played.holder, lines: played.lines, ...expires });
  const fits = [...requestedBySku(played.lines)].every(([key, wanted]) => {
    const stock = before.get(key);
    return stock !== undefined && wanted <= available(stock);
  });
  // Granted exactly where all of it was available, and never to a holder twice.
  expect(event?.type).toBe(known ? undefined : fits ? 'StockReserved' : 'StockShort');
}

function check(shop: Shop): void {
  const held = new Map<string, number>();
  for (const hold of shop.hold.values()) {
    if (hold.status !== 'held') continue;
    for (const [key, wanted] of requestedBySku(hold.lines)) held.set(key, (held.get(key) ?? 0) + wanted);
    if (hold.expiresAt) expect(Date.parse(hold.expiresAt)).toBeGreaterThan(shop.now);
  }
  for (const [key, { onHand, reserved, safety, short }] of shop.stock) {
    expect({ key, reserved }).toEqual({ key, reserved: held.get(key) ?? 0 });
    expect({ key, onHand, reserved, safety }).toEqual({ key, ...(shop.ledger.get(key) ?? { onHand: 0, reserved: 0, safety: 0 }) });
    expect({ key, short }).toEqual({ key, short: Math.max(0, reserved - onHand) });
    expect(reserved).toBeLessThanOrEqual(onHand + short);
  }
  const levels = shop.events.flatMap((event) => ('levels' in event ? event.levels : []));
  const versions = (of: string): number[] => levels.filter(({ sku: named }) => stockKey(shopId, named) === of).map(({ version }) => version);
  for (const [key, { version }] of shop.stock)
    expect({ key, versions: versions(key) }).toEqual({ key, versions: Array.from({ length: version }, (_, at) => at + 1) });
  const waiting = [...shop.hold.values()].filter(({ status, expiresAt }) => status === 'held' && expiresAt !== undefined);
  expect([...shop.timers.keys()].sort()).toEqual(waiting.map(({ holder: of }) => `hold/${shopId}/${of}`).sort());
}

const unversioned = (event: InventoryEvent): InventoryEvent =>
  'levels' in event ? { ...event, levels: event.levels.map((level) => ({ ...level, version: 0 })) } : event;

describe('stock', () => {
  it(
    'is conserved: reserved is the sum of open holds, the level is the fold of the ledger, its version counts its events, and nothing is promised twice',
    () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
          const shop = new Shop();
          for (const played of steps) {
            play(shop, played);
            check(shop);
          }
        }),
        { numRuns: runs },
      );
    },
    long,
  );

  it(
    'is at the same versions where events tell none, as those of earlier releases do',
    () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
          const [shop, again] = [new Shop(), new Shop()];
          for (const played of steps) play(shop, played);
          for (const event of shop.events) again.take(unversioned(event), again.facts());
          expect(again.stock).toEqual(shop.stock);
        }),
        { numRuns: Math.min(runs, 1_000) },
      );
    },
    long,
  );

  it(
    'asked in any order gives the last units to no more than there are',
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 10 }), fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 }), (onHand, wants) => {
          const shop = new Shop();
          shop.do({ type: 'SetStock', shopId, sku: 'Pen', onHand, reason: 'counted' });
          const granted = wants.map(
            (wanted, at) => shop.do({ type: 'ReserveStock', shopId, holder: `h${at}`, lines: [{ sku: 'pen', quantity: wanted }] })[0]?.type === 'StockReserved',
          );
          const left = onHand - wants.reduce((sum, wanted, at) => sum + (granted[at] ? wanted : 0), 0);
          expect(left).toBeGreaterThanOrEqual(0);
          for (const [at, wanted] of wants.entries()) if (!granted[at]) expect(wanted).toBeGreaterThan(left);
        }),
        { numRuns: runs },
      );
    },
    long,
  );
});
