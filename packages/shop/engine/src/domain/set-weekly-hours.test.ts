import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created } from './sample-shop.ts';
import type { OpeningPeriod, ShopCommand } from './shop.ts';

const given = scenarios(shopRules);
const period = (weekday: number, fromMinute: number, untilMinute: number): OpeningPeriod => ({ weekday, fromMinute, untilMinute });
const set = (periods: readonly OpeningPeriod[], expectedVersion?: number): ShopCommand => ({
  type: 'SetWeeklyHours',
  shopId: corner.shopId,
  periods,
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
});
const hours = (weeklyHours: readonly OpeningPeriod[]) => [{ type: 'WeeklyHoursSet' as const, shop: { ...corner, weeklyHours, version: 2 } }];

describe('setting the weekly hours', () => {
  it('replaces the whole week, in order of the week', () =>
    given(created)
      .when(set([period(7, 600, 900), period(1, 900, 1_000), period(1, 0, 900)]))
      .then(hours([period(1, 0, 900), period(1, 900, 1_000), period(7, 600, 900)])));
  it('takes none as never open', () => given(created).when(set([])).then(hours([])));
  it('to the same week changes nothing', () => given(created).when(set(corner.weeklyHours.toReversed())).then([]));
  it('takes nights that pass midnight', () =>
    given(created)
      .when(set([period(7, 1_320, 1_560), period(1, 120, 240)]))
      .then(hours([period(1, 120, 240), period(7, 1_320, 1_560)])));
  it('refuses periods that overlap, those of Sunday night and Monday too', () => {
    given(created)
      .when(set([period(1, 540, 1_020), period(1, 1_019, 1_200)]))
      .then({ refused: 'hours_overlap', kind: 'invalid' });
    given(created)
      .when(set([period(1, 119, 240), period(7, 1_320, 1_560)]))
      .then({ refused: 'hours_overlap' });
    given(created)
      .when(set([period(1, 540, 2_880), period(2, 1_439, 1_440)]))
      .then({ refused: 'hours_overlap' });
  });
  it('refuses weekdays and minutes that do not exist, and says which period', () => {
    for (const wrong of [
      period(0, 0, 1),
      period(8, 0, 1),
      period(1, -1, 1),
      period(1, 1_440, 1_441),
      period(1, 0, 2_881),
      period(1, 600, 600),
      period(1.5, 0, 1),
      period(1, 0, NaN),
    ])
      given(created)
        .when(set([period(2, 0, 10), wrong]))
        .then({ refused: 'weekly_hours', field: 'periods.1' });
  });
  it('refuses more periods than anybody reads', () =>
    given(created)
      .when(set(Array.from({ length: 101 }, (_, at) => period(1, at, at + 1))))
      .then({ refused: 'weekly_hours' }));
  it('is refused for another version, and for a closed shop', () => {
    given(created).when(set([], 7)).then({ refused: 'version_conflict' });
    given(closed).when(set([])).then({ refused: 'shop_closed' });
  });
});
