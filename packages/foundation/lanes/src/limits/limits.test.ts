import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consume, seededDice, type Second } from './downstream.fixture.ts';
import { aimd, downstreams, fixed, gradient2, inFlightOf, vegas, type Bounds, type Limit, type Outcome } from './index.ts';

type Make = (options: Partial<Bounds> & Readonly<{ dice?: () => number; busy?: () => number }>) => Limit;
const ALL: Readonly<Record<string, Make>> = { gradient2, vegas, aimd };
/** A test's own loop is always busy; its downstream is elsewhere. */
const LEARNING = Object.entries(ALL).map(([name, of]): [string, Make] => [name, (options) => of({ busy: () => 0, ...options })]);

const SERVICE_MS = 20;
const CAPACITY = 200;
const mean = (seconds: readonly Second[], of: (second: Second) => number): number => seconds.reduce((sum, second) => sum + of(second), 0) / seconds.length;

describe.each(LEARNING)('%s', (name, make) => {
  /** Its capacity halves at 20 s and is back at 40 s. One that learns from drops alone is given a downstream that drops. */
  const run = (initial: number): readonly Second[] => {
    const dice = seededDice(7);
    const servers = (now: number): number => (now >= 20_000 && now < 40_000 ? CAPACITY / 2 : CAPACITY);
    const dropping = name === 'aimd' ? { mostWaitingMs: SERVICE_MS } : {};
    return consume(make({ initial, most: 5_000, dice }), { servers, serviceMs: SERVICE_MS, dice, ...dropping }, 60);
  };

  it.each([1, 20, 2_000])('finds the capacity of a downstream from %i, follows it down by half and up again', (initial) => {
    const seconds = run(initial);
    const perSecond = (CAPACITY * 1_000) / SERVICE_MS;
    const [before, halved, after] = [seconds.slice(15, 20), seconds.slice(25, 40), seconds.slice(50, 60)];
    for (const [phase, capacity] of [
      [before, CAPACITY],
      [halved, CAPACITY / 2],
      [after, CAPACITY],
    ] as const) {
      // prettier-ignore
      expect(mean(phase, ({ done }) => done)).toBeGreaterThan(0.93 * perSecond * (capacity / CAPACITY));
      expect(mean(phase, ({ limit }) => limit)).toBeLessThan(2.2 * capacity);
      // What waits at the downstream is at most about as much as what it works on.
      expect(mean(phase, ({ meanMs }) => meanMs)).toBeLessThan(2.2 * SERVICE_MS);
    }
  });

  it('stays a whole number within its bounds whatever it is told', () => {
    const sample = fc.record({
      rttMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
      inFlight: fc.nat(5_000),
      outcome: fc.constantFrom<Outcome>('ok', 'failed', 'dropped'),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 3_000 }), fc.integer({ min: 1, max: 40 }), fc.nat(40), fc.nat(400), (samples, least, more, most) => {
        const bounds = { least, initial: least + more, most: least + more + most };
        const limit = make(bounds);
        for (const { rttMs, inFlight, outcome } of samples) {
          limit.observe(rttMs, inFlight, outcome);
          expect(Number.isInteger(limit.limit())).toBe(true);
          expect(limit.limit()).toBeGreaterThanOrEqual(bounds.least);
          expect(limit.limit()).toBeLessThanOrEqual(bounds.most);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes nothing from tasks that fail for a reason of their own', () => {
    const limit = make({ initial: 100 });
    for (let task = 0; task < 10_000; task += 1) limit.observe(0.01, 100, 'failed');
    expect(limit.limit()).toBe(100);
  });

  it('is cut where the downstream drops tasks, not for one among many', () => {
    const limit = make({ initial: 1_000, most: 1_000 });
    for (let task = 0; task < 1_000; task += 1) limit.observe(20, 1_000, task === 0 ? 'dropped' : 'ok');
    expect(limit.limit()).toBe(1_000);
    for (let task = 0; task < 1_000; task += 1) limit.observe(20, 1_000, task % 20 === 0 ? 'dropped' : 'ok');
    expect(limit.limit()).toBe(900);
  });

  it('takes nothing from tasks that wait for this process itself, but heeds drops', () => {
    const [full, idle] = [make({ initial: 100, dice: () => 0.99, busy: () => 0.99 }), make({ initial: 100, dice: () => 0.99 })];
    for (const limit of [full, idle]) for (let task = 0; task < 20_000; task += 1) limit.observe(1 + task, 100, 'ok');
    expect(full.limit()).toBe(100);
    expect(idle.limit()).not.toBe(100);
    for (let task = 0; task < 100; task += 1) full.observe(20, 100, 'dropped');
    expect(full.limit()).toBe(90);
  });

  it('does not grow while few tasks are in flight', () => {
    const limit = make({ initial: 100, dice: () => 0.99 });
    for (let task = 0; task < 4_000; task += 1) limit.observe(20, 10, 'ok');
    expect(limit.limit()).toBe(100);
  });

  it('refuses bounds that leave no limit', () => {
    expect(() => make({ least: 0 })).toThrow(RangeError);
    expect(() => make({ initial: 5, least: 6 })).toThrow(RangeError);
    expect(() => make({ initial: 5, most: 4 })).toThrow(RangeError);
    expect(() => make({ initial: 1.5 })).toThrow(RangeError);
  });
});

it('a fixed limit is what it is', () => {
  const limit = fixed(7);
  for (let task = 0; task < 100; task += 1) limit.observe(1_000, 7, 'dropped');
  expect(limit.limit()).toBe(7);
});

it("Little's law gives the start: 50 ms at 2,000 a second are 100 in flight", () => {
  expect(inFlightOf(2_000, 50)).toBe(100);
  expect(inFlightOf(0, 50)).toBe(1);
});

describe('downstreams', () => {
  it('share the limit of their name and know no other', () => {
    const known = downstreams((name) => fixed(name === 'pos' ? 2 : 1));
    const [pos, again, mail] = [known.of('pos'), known.of('pos'), known.of('mail')];
    expect([pos.enter(), again.enter(), pos.enter(), mail.enter(), mail.enter()]).toEqual([true, true, false, true, false]);
    pos.leave(1, 'ok');
    expect(again.enter()).toBe(true);
    expect([...known.all()].map(({ name, inFlight, limit }) => [name, inFlight, limit])).toEqual([['pos', 2, 2], ['mail', 1, 1]]); // prettier-ignore
  });

  it('never count more tasks out than in', () => {
    expect(() =>
      downstreams(() => fixed(1))
        .of('pos')
        .leave(1, 'ok'),
    ).toThrow(RangeError);
  });
});
