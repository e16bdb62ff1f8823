import { events } from '@noren/order-contract';
import { roundTrips } from '@noren/testing/golden-suite';
import { expect, it } from 'vitest';
import { eventCodec } from './codec.ts';
import { golden } from './golden.test-support.ts';

roundTrips(golden);

it('what is no word of ours is a mistake, and an event without what it is about', () => {
  const of = { orderId: 'ord_1', shopId: 'shp_1', at: '', merchantId: '', channel: '', version: 2, status: 'rejected' };
  const rejected = { ...of, reasons: [], by: 'the weather', placeCommandId: '', neverPlaced: undefined };
  expect(() => eventCodec.decode('noren.order.v1.OrderRejected', events.OrderRejected.encode(rejected).finish())).toThrow('the weather');
  expect(() => eventCodec.decode('noren.order.v1.OrderPlaced', new Uint8Array())).toThrow('order is missing');
});
