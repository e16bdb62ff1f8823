import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShopState, whyNoOrders } from './takes-orders.ts';

const everyDay = (fromMinute: number, untilMinute: number) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute, untilMinute }));
/** Whether it takes orders, the codes of why not, and from when. */
const orderable = (shop: ShopState, instant: string) => {
  const reasons = whyNoOrders(shop, undefined, instant);
  const from = reasons[0]?.opensAt;
  return { orderable: reasons.length === 0, reasons: reasons.map(({ code }) => code), ...(from === undefined ? {} : { from }) };
};
const [nine, five, two] = [540, 1_020, 120];
const london: ShopState = { status: 'open', timeZone: 'Europe/London', weeklyHours: everyDay(nine, five) };

describe('a shop', () => {
  it('of a suspended merchant takes none, and nobody knows until when; closed for good says more', () => {
    const suspended = { suspended: true };
    const codes = (shop: ShopState) => whyNoOrders(shop, suspended, '2026-01-07T07:00:00Z').map(({ code, opensAt }) => [code, opensAt]);
    expect(codes(london)).toEqual([['merchant_suspended', undefined]]);
    expect(codes({ ...london, status: 'closed' })).toEqual([['shop_closed', undefined]]);
    expect(whyNoOrders(london, { suspended: false }, '2026-01-07T10:00:00Z')).toEqual([]);
  });

  it('takes orders within its hours, not a minute before or after', () => {
    expect(orderable(london, '2026-01-07T08:59:59Z')).toEqual({ orderable: false, reasons: ['shop_not_open'], from: '2026-01-07T09:00:00.000Z' });
    expect(orderable(london, '2026-01-07T09:00:00Z')).toEqual({ orderable: true, reasons: [] });
    expect(orderable(london, '2026-01-07T17:00:00Z')).toEqual({ orderable: false, reasons: ['shop_not_open'], from: '2026-01-08T09:00:00.000Z' });
  });

  it('opens an hour earlier by UTC on the day its clocks go forward, and says so the evening before', () => {
    expect(orderable(london, '2026-03-28T20:00:00Z')).toEqual({ orderable: false, reasons: ['shop_not_open'], from: '2026-03-29T08:00:00.000Z' });
    expect(orderable(london, '2026-03-29T08:00:00Z').orderable).toBe(true);
  });

  it('opens an hour later by UTC on the day its clocks go back, and says so the evening before', () => {
    expect(orderable(london, '2026-10-24T20:00:00Z')).toEqual({ orderable: false, reasons: ['shop_not_open'], from: '2026-10-25T09:00:00.000Z' });
    expect(orderable(london, '2026-10-25T08:30:00Z').orderable).toBe(false);
  });

  it('that is paused until an instant takes orders from then on, if it is open then', () => {
    const paused: ShopState = { ...london, status: 'paused', pausedUntil: '2026-01-07T12:00:00.000Z' };
    expect(orderable(paused, '2026-01-07T11:59:59Z')).toEqual({ orderable: false, reasons: ['shop_paused'], from: '2026-01-07T12:00:00.000Z' });
    expect(orderable(paused, '2026-01-07T12:00:00Z').orderable).toBe(true);
  });

  it('that is paused past closing time takes orders from the next opening on', () => {
    const paused: ShopState = { ...london, status: 'paused', pausedUntil: '2026-01-07T18:00:00.000Z' };
    expect(orderable(paused, '2026-01-07T11:00:00Z').from).toBe('2026-01-08T09:00:00.000Z');
    expect(orderable(paused, '2026-01-07T08:00:00Z')).toEqual({
      orderable: false,
      reasons: ['shop_paused', 'shop_not_open'],
      from: '2026-01-08T09:00:00.000Z',
    });
  });

  it('that is paused without an end, closed, or without hours does not say when', () => {
    expect(orderable({ ...london, status: 'paused' }, '2026-01-07T12:00:00Z')).toEqual({ orderable: false, reasons: ['shop_paused'] });
    expect(orderable({ ...london, status: 'closed' }, '2026-01-07T12:00:00Z')).toEqual({ orderable: false, reasons: ['shop_closed'] });
    expect(orderable({ ...london, weeklyHours: [] }, '2026-01-07T12:00:00Z')).toEqual({ orderable: false, reasons: ['shop_not_open'] });
  });

  it('that stays open past midnight takes orders of the night', () => {
    const night: ShopState = { ...london, timeZone: 'Asia/Tokyo', weeklyHours: everyDay(five, 1_440 + two) };
    expect(orderable(night, '2026-01-07T01:59:00+09:00').orderable).toBe(true);
    expect(orderable(night, '2026-01-07T02:00:00+09:00').from).toBe('2026-01-07T08:00:00.000Z');
  });
});

describe('the instant from which a shop takes orders again', () => {
  const period = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
    .map(([weekday, fromMinute, length]) => ({ weekday, fromMinute, untilMinute: fromMinute + length }));
  const shop = fc.record({
    status: fc.constant('open'),
    timeZone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Tokyo'),
    weeklyHours: fc.array(period, { minLength: 1, maxLength: 4 }),
  });
  /** Any minute of 2026, those around the changes of clocks more often. */
  const minute = fc
    .oneof(
      fc.integer({ min: 0, max: 365 * 1_440 }).map((at) => Date.UTC(2026, 0) + at * 60_000),
      fc
        .tuple(fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-04', '2026-10-03', '2026-10-25', '2026-11-01'), fc.integer({ min: -1_440, max: 2_880 }))
        .map(([day, at]) => Date.parse(day) + at * 60_000),
    )
    .map((time) => new Date(time).toISOString());

  it('is the first at which it does, on days with 23 and 25 hours too', () =>
    fc.assert(
      fc.property(shop, minute, (door, at) => {
        const { orderable: open, from } = orderable(door, at);
        if (open) return;
        const opening = Date.parse(from ?? '');
        expect(opening).toBeGreaterThan(Date.parse(at));
        expect(orderable(door, new Date(opening).toISOString()).orderable).toBe(true);
        for (const earlier of [opening - 1, (Date.parse(at) + opening) / 2]) expect(orderable(door, new Date(earlier).toISOString()).orderable).toBe(false);
      }),
      { numRuns: 400 },
    ));
});
