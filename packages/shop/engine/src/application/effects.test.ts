import { describe, expect, it } from 'vitest';
import { closed, corner, created, pausedForNow, pausedUntil } from '../domain/sample-shop.ts';
import { shopEffects } from './effects.ts';

const noon = '2026-01-05T12:00:00.000Z';

describe('a shop’s event', () => {
  it('tells callers the shop and the version that it has now', () => expect(shopEffects(created)).toEqual({ result: { shopId: corner.shopId, version: 1 } }));
  it('that begins a pause with an end sets a timer for it', () =>
    expect(shopEffects(pausedUntil(noon)).setTimers).toEqual([
      { key: `resume/${corner.shopId}`, due: noon, command: { type: 'ResumeShop', shopId: corner.shopId, pausedUntil: noon } },
    ]));
  it('that ends a pause, or takes its end away, cancels the timer', () => {
    for (const event of [pausedForNow, closed, { type: 'ShopResumed', shop: { ...corner, version: 3 } } as const])
      expect(shopEffects(event)).toMatchObject({ cancelTimers: [`resume/${corner.shopId}`] });
  });
});
