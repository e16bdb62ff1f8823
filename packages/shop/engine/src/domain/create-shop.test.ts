import { currencyCodes } from '@noren/kernel';
import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const given = scenarios(shopRules);
const { shopId, merchantId, name, timeZone, currency, weeklyHours } = corner;
type CreateShop = Extract<ShopCommand, { type: 'CreateShop' }>;
const create = (change: Partial<CreateShop> = {}): ShopCommand => ({
  type: 'CreateShop',
  shopId,
  merchantId,
  name,
  timeZone,
  currency,
  weeklyHours,
  ...change,
});

describe('creating a shop', () => {
  it('makes it open, with its hours in order, at version 1', () =>
    given()
      .when(create({ weeklyHours: weeklyHours.toReversed() }))
      .then([created]));
  it('again with the same data changes nothing', () => given(created).when(create()).then([]));
  it('again with other data is refused', () => {
    given(created)
      .when(create({ name: 'Other' }))
      .then({ refused: 'shop_exists', kind: 'conflict' });
    given(created)
      .when(create({ merchantId: 'mer_other' }))
      .then({ refused: 'shop_exists' });
    given(created)
      .when(create({ weeklyHours: [] }))
      .then({ refused: 'shop_exists' });
  });
  it('does not open a closed one again', () =>
    given(closed)
      .when(create({ name: 'Other' }))
      .then({ refused: 'shop_exists' }));
  it('spells a time zone as IANA does, and refuses what is none or knows no daylight saving', () => {
    given()
      .when(create({ timeZone: 'europe/london' }))
      .then([created]);
    for (const none of ['', 'London', '+09:00', 'Europe/Lundon', 'Europe/London\0'])
      given()
        .when(create({ timeZone: none }))
        .then({ refused: 'time_zone', field: 'timeZone' });
  });
  it('takes every currency that something can be priced in, and no other', () => {
    for (const each of currencyCodes)
      given()
        .when(create({ currency: each }))
        .then([{ type: 'ShopCreated', shop: { ...corner, currency: each } }]);
    for (const none of ['XAU', 'XXX', 'BGN', 'gbp', ''])
      given()
        .when(create({ currency: none }))
        .then({ refused: 'currency', field: 'currency' });
  });
  it('refuses ids that could not stand in a key', () => {
    given()
      .when(create({ shopId: 'a/b' }))
      .then({ refused: 'id', field: 'shopId' });
    given()
      .when(create({ merchantId: '' }))
      .then({ refused: 'id', field: 'merchantId' });
    given()
      .when(create({ shopId: 'a\0b' }))
      .then({ refused: 'id' });
  });
});
