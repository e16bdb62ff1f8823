import { describe, expect, it } from 'vitest';
import { shopTold } from '../domain/told.test-support.ts';
import { memory } from './memory.test-support.ts';
import { shops } from './shops.ts';

describe('what Order keeps of a shop', () => {
  it('is what says when it takes orders, and no more', () => {
    const { view, take } = memory();
    const told = { ...shopTold({ pausedUntil: '2026-01-05T12:00:00.000Z', status: 'paused' }) };
    take({ ...told, shop: Object.assign({ name: 'The shop', reason: 'lunch' }, told.shop) });
    expect(shops.reads(told)).toEqual({ shopInfo: ['shp_1'] });
    expect(view.shopInfo('shp_1')).toEqual(told.shop);
  });
  it('forgets the end of a pause that is over', () => {
    const { view, take } = memory();
    take(shopTold({ status: 'paused', pausedUntil: '2026-01-05T12:00:00.000Z' }));
    take({ ...shopTold({ version: 2 }), type: 'ShopResumed' });
    expect(view.shopInfo('shp_1')).toEqual(shopTold({ version: 2 }).shop);
  });
  it('never goes back to an older version, however late it comes', () => {
    const { view, take } = memory();
    take(shopTold({ status: 'closed', version: 5 }));
    take(shopTold({ version: 4 }));
    expect(view.shopInfo('shp_1')).toMatchObject({ status: 'closed', version: 5 });
  });
});
