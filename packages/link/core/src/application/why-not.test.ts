import { describe, expect, it } from 'vitest';
import { articleReasons, shopReasons } from './why-not.ts';

const nineToFive = Array.from({ length: 5 }, (_, day) => ({ weekday: day + 1, fromMinute: 9 * 60, untilMinute: 17 * 60 }));
const door = { status: 'open', timeZone: 'Europe/London', weeklyHours: nineToFive };
const monday = (time: string): string => `2026-01-05T${time}:00.000Z`;
const codes = (reasons: readonly Readonly<{ code: string }>[]): readonly string[] => reasons.map(({ code }) => code);

describe('why a shop takes no orders', () => {
  it('is nothing while it is open', () => expect(shopReasons(door, monday('09:00'))).toEqual([]));

  it('is the clock, with the next opening', () => {
    expect(shopReasons(door, monday('17:00'))).toMatchObject([{ code: 'shop_not_open', opensAt: '2026-01-06T09:00:00.000Z' }]);
    expect(shopReasons({ ...door, weeklyHours: [] }, monday('10:00'))[0]).not.toHaveProperty('opensAt');
  });

  it('is a pause until it ends, and the clock beside it; it opens when both let it', () => {
    const paused = { ...door, status: 'paused', pausedUntil: '2026-01-06T12:00:00.000Z' };
    expect(shopReasons(paused, monday('10:00'))).toMatchObject([{ code: 'shop_paused', opensAt: '2026-01-06T12:00:00.000Z' }]);
    expect(codes(shopReasons(paused, monday('20:00')))).toEqual(['shop_paused', 'shop_not_open']);
    expect(shopReasons({ ...paused, pausedUntil: '2026-01-06T20:00:00.000Z' }, monday('10:00'))).toMatchObject([{ opensAt: '2026-01-07T09:00:00.000Z' }]);
    expect(shopReasons(paused, '2026-01-06T12:00:00.000Z')).toEqual([]);
  });

  it('is a pause without an end, of which nobody knows when it opens', () => {
    const [reason, ...others] = shopReasons({ ...door, status: 'paused' }, monday('10:00'));
    expect([reason?.code, others]).toEqual(['shop_paused', []]);
    expect(reason).not.toHaveProperty('opensAt');
  });

  it('is that it has closed for good, and nothing beside it', () =>
    expect(codes(shopReasons({ ...door, status: 'closed' }, monday('20:00')))).toEqual(['shop_closed']));
});

describe('why an article cannot be sold', () => {
  const article = { published: true, available: 3, item: '{"price":{"amount":1,"currency":"GBP"}}' };

  it('is nothing while enough is there', () => expect(articleReasons(article, 3, 'GBP')).toEqual([]));
  it('is that there is none such', () => expect(codes(articleReasons(undefined, 1, 'GBP'))).toEqual(['unknown_item']));
  it('is everything that is wrong with it', () =>
    expect(articleReasons({ ...article, published: false }, 4, 'EUR')).toMatchObject([
      { code: 'not_published' },
      { code: 'wrong_currency' },
      { code: 'out_of_stock', requested: 4, available: 3 },
    ]));
});
