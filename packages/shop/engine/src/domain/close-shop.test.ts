import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created, pausedUntil } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const given = scenarios(shopRules);
const close: ShopCommand = { type: 'CloseShop', shopId: corner.shopId, reason: 'moved away' };

describe('closing a shop', () => {
  it('is for good', () => {
    given(created).when(close).then([closed]);
    given(created, closed).when({ type: 'ResumeShop', shopId: corner.shopId }).then({ refused: 'shop_closed' });
  });
  it('ends a pause with it', () =>
    given(created, pausedUntil('2026-01-05T12:00:00.000Z'))
      .when(close)
      .then([{ type: 'ShopClosed', shop: { ...corner, status: 'closed', reason: 'moved away', version: 3 } }]));
  it('a second time changes nothing', () => given(created, closed).when(close).then([]));
  it('of a shop that is not there is refused', () => given().when(close).then({ refused: 'shop_not_found' }));
});
