import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const given = scenarios(shopRules);
type ChangeShop = Extract<ShopCommand, { type: 'ChangeShop' }>;
const change = (to: Partial<ChangeShop>): ShopCommand => ({ type: 'ChangeShop', shopId: corner.shopId, name: corner.name, timeZone: corner.timeZone, ...to });

describe('changing a shop', () => {
  it('gives it another name or time zone, and the next version', () => {
    given(created)
      .when(change({ name: 'Corner Two' }))
      .then([{ type: 'ShopChanged', shop: { ...corner, name: 'Corner Two', version: 2 } }]);
    given(created)
      .when(change({ timeZone: 'Asia/Tokyo' }))
      .then([{ type: 'ShopChanged', shop: { ...corner, timeZone: 'Asia/Tokyo', version: 2 } }]);
  });
  it('to what it is changes nothing', () => given(created).when(change({})).then([]));
  it('is refused where somebody has changed it since', () => {
    given(created)
      .when(change({ name: 'X', expectedVersion: 2 }))
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(created)
      .when(change({ name: 'X', expectedVersion: 1 }))
      .then([{ type: 'ShopChanged', shop: { ...corner, name: 'X', version: 2 } }]);
  });
  it('is refused for a shop that is not there, or closed', () => {
    given().when(change({})).then({ refused: 'shop_not_found', kind: 'not_found' });
    given()
      .when(change({ shopId: 'no/id' }))
      .then({ refused: 'shop_not_found' });
    given(closed)
      .when(change({ name: 'X' }))
      .then({ refused: 'shop_closed', kind: 'conflict' });
  });
  it('leaves what it does not name: by a mask, or without one by what is empty', () => {
    const renamed = [{ type: 'ShopChanged' as const, shop: { ...corner, name: 'Two', version: 2 } }];
    given(created)
      .when(change({ name: 'Two', timeZone: '' }))
      .then(renamed);
    given(created)
      .when(change({ name: 'Two', timeZone: 'Asia/Tokyo', updateMask: ['name'] }))
      .then(renamed);
    given(created)
      .when(change({ name: 'Two', updateMask: [] }))
      .then([]);
    given(created)
      .when(change({ updateMask: ['currency'] }))
      .then({ refused: 'update_mask', kind: 'invalid', field: 'updateMask' });
  });
  it('refuses an empty name and an unknown zone', () => {
    given(created)
      .when(change({ name: '', updateMask: ['*'] }))
      .then({ refused: 'name' });
    given(created)
      .when(change({ timeZone: 'Mars/Base' }))
      .then({ refused: 'time_zone' });
  });
});
