import { describe, expect, it } from 'vitest';
import { shopEvent } from '../domain/events.test-support.ts';
import { memory } from './memory.test-support.ts';
import { shops } from './shops.ts';

describe('what Order keeps of a shop', () => {
  it('is the whole shop, as it was told', () => {
    const { view, take } = memory();
    const { shop } = shopEvent({ pausedUntil: '2026-01-05T12:00:00.000Z', status: 'paused' });
    const whole = { ...shop, name: 'The shop', reason: 'lunch' };
    expect(shops.reads({ shop: whole })).toEqual({ shopInfo: ['shp_1'] });
    take({ shop: whole });
    expect(view.shopInfo('shp_1')).toEqual(whole);
  });
  it('forgets the end of a pause that is over', () => {
    const { view, take } = memory();
    take(shopEvent({ status: 'paused', pausedUntil: '2026-01-05T12:00:00.000Z' }));
    take(shopEvent({ version: 2 }));
    expect(view.shopInfo('shp_1')).toEqual(shopEvent({ version: 2 }).shop);
  });
  it('never goes back to an older version, however late it comes', () => {
    const { view, take } = memory();
    take(shopEvent({ status: 'closed', version: 5 }));
    take(shopEvent({ version: 4 }));
    expect(view.shopInfo('shp_1')).toMatchObject({ status: 'closed', version: 5 });
  });
});
