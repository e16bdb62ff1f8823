import { type Effects, type DecisionContext, Refusal } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderCommand, OrderEvent, OrderLine, PlaceLine, ReturnLine, Status } from '../domain/order.ts';
import { orderStates } from '../domain/states.ts';
import { gbp, itemEvent, order, shopEvent } from '../domain/events.test-support.ts';
import { orderEffects } from './effects.ts';
import { memory } from './memory.test-support.ts';
import { orderRules } from './rules.ts';
import { stateAfter, upcast } from './upcast.ts';

const runs = Number(process.env['NOREN_RUNS'] ?? 1_000);
/** The larger sizes take minutes. */
const long = 600_000;
const orderId = 'ord_1';
const started = Date.parse(order.placedAt);

/** The transitions that the table declares, and staying as it is. */
const declared = new Set(Object.entries(orderStates).flatMap(([from, steps]) => [`${from} ${from}`, ...Object.values(steps).map(({ to }) => `${from} ${to}`)]));
const final: readonly Status[] = ['rejected', 'cancelled', 'completed'];

/** An order in memory, as an engine would keep it: its records, its deadline and the answers to whoever placed it. */
function play() {
  const { view, take } = memory();
  for (const event of [
    shopEvent({ weeklyHours: [{ weekday: 1, fromMinute: 0, untilMinute: 2_880 }] }),
    itemEvent('pen', 150),
    itemEvent('ham', 999, { soldBy: 'weight' }),
  ])
    take(event);
  const state = { now: started, commands: 0, timers: new Map<string, number>(), answers: [] as unknown[] };
  const keep = ({ setTimers = [], cancelTimers = [], decides, undecided, result }: Effects<OrderCommand>, placing: boolean): void => {
    for (const key of cancelTimers) state.timers.delete(key);
    for (const { key, due } of setTimers) state.timers.set(key, Date.parse(due));
    if (decides) state.answers.push(decides.result);
    if (placing && !undecided) state.answers.push(result);
  };
  const ask = (command: OrderCommand): readonly OrderEvent[] => {
    state.commands += 1;
    const facts: DecisionContext = { now: new Date(state.now).toISOString(), newId: (prefix) => prefix, actor: 'test', commandId: `cmd_${state.commands}` };
    try {
      const events = orderRules.decide(view, command, facts);
      for (const event of events) {
        take(event);
        // It says how the order stands after it, and whose it is.
        expect(view.order(orderId)).toMatchObject(stateAfter(upcast(event, undefined)));
        keep(orderEffects(event, view, facts), command.type === 'PlaceOrder');
      }
      return events;
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  };
  return { view, state, ask, status: () => view.order(orderId)?.status };
}

const money = fc.option(fc.integer({ min: 0, max: 5_000 }).map(gbp), { nil: undefined });
const placeLine: fc.Arbitrary<PlaceLine> = fc
  .record({ sku: fc.constantFrom('pen', 'PEN', 'ham'), quantity: fc.integer({ min: 1, max: 2_000 }), charged: money })
  .map(({ charged, ...line }) => (charged ? { ...line, unitPrice: charged } : line));
const place = (lines: readonly PlaceLine[]): OrderCommand => ({
  type: 'PlaceOrder',
  orderId,
  shopId: 'shp_1',
  channel: 'eats',
  externalId: '',
  lines,
  decideWithinS: 900,
});
const placing = fc.array(placeLine, { minLength: 1, maxLength: 4 }).map(place);
const reasons = [{ code: 'because', message: '' }];
const returning = fc.array(fc.record({ line: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 1_000 }) }), { minLength: 1, maxLength: 3 });
type Step = OrderCommand | Readonly<{ type: 'Wait'; minutes: number }>;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>({ type: 'ConfirmOrder', orderId }, { type: 'AcceptOrder', orderId, readyInMinutes: 5 }, { type: 'HandOver', orderId }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'MarkReady', orderId }, { type: 'CompleteOrder', orderId }) },
  { weight: 1, arbitrary: fc.constantFrom('stock', 'late', 'merchant').map((by): Step => ({ type: 'RejectOrder', orderId, reasons, by })) },
  { weight: 1, arbitrary: fc.constantFrom('platform', 'merchant').map((by): Step => ({ type: 'CancelOrder', orderId, reason: '', by })) },
  { weight: 3, arbitrary: returning.map((lines): Step => ({ type: 'ReturnLines', orderId, lines, restock: true, reason: '' })) },
  { weight: 1, arbitrary: placing },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10 }).map((minutes): Step => ({ type: 'Wait', minutes })) },
);
/** Most sequences begin as an order's life does; some do not. */
const steps = fc
  .tuple(fc.option(placing, { nil: undefined, freq: 10 }), fc.array(step, { maxLength: 30 }))
  .map(([first, rest]): Step[] => (first ? [first, ...rest] : rest));

describe('the order machine', () => {
  it(
    'never leaves the table, whatever it is asked; a final state is final; who placed the order gets one answer',
    () => {
      fc.assert(
        fc.property(steps, (sequence) => {
          const { state, ask, status } = play();
          for (const next of sequence) {
            const before = status();
            if (next.type === 'Wait') state.now += next.minutes * 60_000;
            else ask(next);
            const after = status();
            if (before === undefined) expect([undefined, 'placed', 'rejected']).toContain(after);
            else expect(declared).toContain(`${before} ${after}`);
            if (before && final.includes(before)) expect(after).toBe(before);
            // Exactly one answer once it is decided, none before; and the deadline runs exactly as long.
            expect(state.answers).toHaveLength(after === undefined || after === 'placed' ? 0 : 1);
            expect(state.timers.size).toBe(after === 'placed' ? 1 : 0);
          }
        }),
        { numRuns: runs },
      );
    },
    long,
  );

  it(
    'never confirms after the deadline',
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1_800_000 }), placing, (after, command) => {
          const { state, ask, status } = play();
          ask(command);
          state.now += after;
          ask({ type: 'ConfirmOrder', orderId });
          expect(status()).toBe(after <= 900_000 ? 'confirmed' : 'rejected');
        }),
        { numRuns: runs },
      );
    },
    long,
  );
});

/** What so much of a line costs, by another way than the code's: exact fractions, rounded half away from zero. */
function costs({ soldBy, listPrice, unitPrice }: OrderLine, quantity: number): number {
  const exact = BigInt((unitPrice ?? listPrice)?.amount ?? 0) * BigInt(quantity);
  return soldBy === 'weight' ? Number((exact * 2n + 1_000n) / 2_000n) : Number(exact);
}

describe('an order’s money', () => {
  it(
    'adds up: lines at what was charged or our price, the total their sum, refunds never more than the line and all of it in the end',
    () => {
      fc.assert(
        fc.property(placing, fc.array(returning, { maxLength: 6 }), (command, returns) => {
          const { view, ask } = play();
          for (const next of [
            command,
            { type: 'ConfirmOrder', orderId },
            { type: 'AcceptOrder', orderId, readyInMinutes: 0 },
            { type: 'HandOver', orderId },
          ] as const)
            ask(next);
          const lines = view.lines(orderId)?.lines ?? [];
          expect(lines.map(({ total }) => total)).toEqual(lines.map((line) => gbp(costs(line, line.quantity))));
          expect(view.order(orderId)?.total).toEqual(gbp(lines.reduce((sum, line) => sum + costs(line, line.quantity), 0)));

          const refunded = new Map<number, number>();
          const bring = (back: readonly ReturnLine[]): void => {
            for (const event of ask({ type: 'ReturnLines', orderId, lines: back, restock: true, reason: '' }))
              if (event.type === 'LinesReturned') for (const { line, amount } of event.lines) refunded.set(line, (refunded.get(line) ?? 0) + amount.amount);
          };
          const check = (): void => {
            for (const line of view.lines(orderId)?.lines ?? []) {
              expect(line.returned).toBeLessThanOrEqual(line.quantity);
              expect({ line: line.line, refunded: refunded.get(line.line) ?? 0 }).toEqual({ line: line.line, refunded: costs(line, line.returned) });
            }
          };
          for (const back of returns) {
            bring(back);
            check();
          }
          // In the end all comes back, and all was refunded.
          for (const { line, quantity, returned } of view.lines(orderId)?.lines ?? []) bring([{ line, quantity: quantity - returned }]);
          expect([...refunded.values()].reduce((sum, amount) => sum + amount, 0)).toBe(view.order(orderId)?.total.amount);
        }),
        { numRuns: runs },
      );
    },
    long,
  );
});
