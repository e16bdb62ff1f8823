import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import { closed, corner, created, pausedForNow, pausedUntil } from './sample-shop.ts';
import type { ShopCommand } from './shop.ts';

const noon = '2026-01-05T12:00:00.000Z';
const given = scenarios(shopRules);
const resume = (until?: string): ShopCommand => ({ type: 'ResumeShop', shopId: corner.shopId, ...(until === undefined ? {} : { pausedUntil: until }) });
const resumed = [{ type: 'ShopResumed' as const, shop: { ...corner, version: 3 } }];

describe('resuming a shop', () => {
  it('ends any pause, and forgets its end and reason', () => {
    given(created, pausedUntil(noon)).when(resume()).then(resumed);
    given(created, pausedForNow).when(resume()).then(resumed);
  });
  it('that is not paused changes nothing', () => given(created).when(resume()).then([]));
  it('by the timer of its pause ends it', () => given(created, pausedUntil(noon)).when(resume(noon)).then(resumed));
  it('by the timer of an earlier pause leaves the later one alone', () => {
    given(created, pausedUntil('2026-01-05T13:00:00.000Z')).when(resume(noon)).then([]);
    given(created, pausedForNow).when(resume(noon)).then([]);
  });
  it('is refused for a closed shop', () => given(closed).when(resume()).then({ refused: 'shop_closed' }));
});
