import { describe, expect, it } from 'vitest';
import { merchantEvent, shopEvent } from '../domain/events.test-support.ts';
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
  it('is whether its merchant is suspended; one that was registered before that could be is not', () => {
    const { view, take } = memory();
    take(merchantEvent(false, 0));
    expect(view.merchantInfo('mer_1')).toBeUndefined();
    take(merchantEvent(true, 3));
    take(merchantEvent(false, 2));
    expect(view.merchantInfo('mer_1')).toEqual({ merchantId: 'mer_1', suspended: true, version: 3 });
  });
  it('never goes back to an older version, however late it comes', () => {
    const { view, take } = memory();
    take(shopEvent({ status: 'closed', version: 5 }));
    take(shopEvent({ version: 4 }));
    expect(view.shopInfo('shp_1')).toMatchObject({ status: 'closed', version: 5 });
  });
});
