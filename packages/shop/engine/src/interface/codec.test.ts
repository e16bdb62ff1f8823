import { events } from '@noren/shop-contract';
import { roundTrips } from '@noren/testing/golden-suite';
import { expect, it } from 'vitest';
import { eventCodec } from './codec.ts';
import { golden, shop } from './golden.test-support.ts';

roundTrips(golden);

it('what is no word of ours is a mistake, not a shop', () => {
  const bytes = events.ShopCreated.encode({ shop: { ...shop.variants[0], weeklyHours: [], status: 'ajar' } }).finish();
  expect(() => eventCodec.decode('noren.shop.v1.ShopCreated', bytes)).toThrow('ajar');
  expect(() => eventCodec.decode('noren.shop.v1.ShopCreated', new Uint8Array())).toThrow('shop is missing');
});
