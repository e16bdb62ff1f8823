import { describe, expect, it } from 'vitest';
import { confirmed, placed } from '../domain/events.test-support.ts';
import { type CompleteEvent, type OrderEvent, orderIdOf } from '../domain/order.ts';
import { eventCodec } from '../interface/codec.ts';
import { memory } from './memory.test-support.ts';
import { type CurrentState, stateAfter, upcast } from './upcast.ts';

/** Orders as version 825f9c3 wrote them: without merchant, channel, version and status. */
const written: Readonly<Record<string, readonly (readonly [type: string, base64: string])[]>> = {
  ord_1: [
    [
      'OrderPlaced',
      'Co0CCgVvcmRfMRIFc2hwXzEaCW1lcl9raXNzYSIGaHVuZ3J5KgIjMTIGcGxhY2VkOjgIARIDVEVBGgdpdG1fdGVhIgd0ZWEg6Iy2KAMwAjoFcGllY2VCCAicBBIDSlBZUggIuAgSA0pQWTpKCAISBWJlYW5zGglpdG1fYmVhbnMiCWJlYW5zIOiMtigDMPoBOgZ3ZWlnaHRCCAjgEhIDSlBZSggIzw8SA0pQWVIICPQDEgNKUFlCCAisDBIDSlBZUhgyMDI2LTAxLTA1VDA5OjAwOjAwLjAwMFpaGDIwMjYtMDEtMDVUMDk6MDA6MDAuMDAwWmIYMjAyNi0wMS0wNVQwOToxNTowMC4wMDBacAESBWNtZF8w',
    ],
    ['OrderConfirmed', 'CgVvcmRfMRIFc2hwXzEaBWNtZF8wIhgyMDI2LTAxLTA1VDA5OjA4OjAwLjAwMFo='],
    ['OrderAccepted', 'CgVvcmRfMRIFc2hwXzEYFCIYMjAyNi0wMS0wNVQwOTowOTowMC4wMDBa'],
    ['OrderReady', 'CgVvcmRfMRIFc2hwXzEaGDIwMjYtMDEtMDVUMDk6MTE6MDAuMDAwWg=='],
    ['OrderHandedOver', 'CgVvcmRfMRIFc2hwXzEaGDIwMjYtMDEtMDVUMDk6MTI6MDAuMDAwWg=='],
    ['LinesReturned', 'CgVvcmRfMRIFc2hwXzEaFAgCEgViZWFucxgyIgcIZBIDSlBZIAEqBXN0YWxlMhgyMDI2LTAxLTA1VDA5OjEzOjAwLjAwMFo='],
    ['LinesReturned', 'CgVvcmRfMRIFc2hwXzEaFAgCEgViZWFucxgKIgcIFBIDSlBZMhgyMDI2LTAxLTA1VDA5OjE0OjAwLjAwMFo='],
    ['OrderCompleted', 'CgVvcmRfMRIFc2hwXzEaGDIwMjYtMDEtMDVUMDk6MTU6MDAuMDAwWg=='],
  ],
  ord_3: [
    [
      'OrderRejected',
      'CgVvcmRfMxIFc2hwXzEaOwoMdW5rbm93bl9pdGVtEiB0aGUgbWVyY2hhbnQgaGFzIG5vIGl0ZW0gbm90aGluZxoHbm90aGluZyABGi4KDW5vdF9wdWJsaXNoZWQSFGRyYWZ0IGlzIG5vdCBvbiBzYWxlGgVkcmFmdCABIgVub3JlbioFY21kXzIy0AIKBW9yZF8zEgVzaHBfMRoJbWVyX2tpc3NhIgZodW5ncnkqAiMxMghyZWplY3RlZDobCAESB25vdGhpbmcwAToFcGllY2VSBRIDSlBZOjwIAhIFZHJhZnQaCWl0bV9kcmFmdCIJZHJhZnQg6Iy2KAMwAToFcGllY2VCBwgBEgNKUFlSBwgBEgNKUFlCBwgBEgNKUFlKOwoMdW5rbm93bl9pdGVtEiB0aGUgbWVyY2hhbnQgaGFzIG5vIGl0ZW0gbm90aGluZxoHbm90aGluZyABSi4KDW5vdF9wdWJsaXNoZWQSFGRyYWZ0IGlzIG5vdCBvbiBzYWxlGgVkcmFmdCABUhgyMDI2LTAxLTA1VDA5OjAyOjAwLjAwMFpaGDIwMjYtMDEtMDVUMDk6MDI6MDAuMDAwWmIYMjAyNi0wMS0wNVQwOToxNzowMC4wMDBacAE6GDIwMjYtMDEtMDVUMDk6MDI6MDAuMDAwWg==',
    ],
  ],
  ord_4: [
    [
      'OrderPlaced',
      'CsEBCgVvcmRfNBIFc2hwXzEaCW1lcl9raXNzYSIGaHVuZ3J5KgIjMTIGcGxhY2VkOjgIARIDVEVBGgdpdG1fdGVhIgd0ZWEg6Iy2KAMwAjoFcGllY2VCCAicBBIDSlBZUggIuAgSA0pQWUIICLgIEgNKUFlSGDIwMjYtMDEtMDVUMDk6MDM6MDAuMDAwWloYMjAyNi0wMS0wNVQwOTowMzowMC4wMDBaYhgyMDI2LTAxLTEyVDA5OjAzOjAwLjAwMFpwARIFY21kXzM=',
    ],
    ['OrderRejected', 'CgVvcmRfNBIFc2hwXzEaHwoMb3V0X29mX3N0b2NrEgZvbmx5IDEaA1RFQSACKAEiBXN0b2NrKgVjbWRfMzoYMjAyNi0wMS0wNVQwOToxNzowMC4wMDBa'],
  ],
  ord_5: [
    [
      'OrderPlaced',
      'CsEBCgVvcmRfNRIFc2hwXzEaCW1lcl9raXNzYSIGaHVuZ3J5KgIjMTIGcGxhY2VkOjgIARIDVEVBGgdpdG1fdGVhIgd0ZWEg6Iy2KAMwAjoFcGllY2VCCAicBBIDSlBZUggIuAgSA0pQWUIICLgIEgNKUFlSGDIwMjYtMDEtMDVUMDk6MDQ6MDAuMDAwWloYMjAyNi0wMS0wNVQwOTowNDowMC4wMDBaYhgyMDI2LTAxLTA1VDA5OjE5OjAwLjAwMFpwARIFY21kXzQ=',
    ],
    ['OrderConfirmed', 'CgVvcmRfNRIFc2hwXzEaBWNtZF80IhgyMDI2LTAxLTA1VDA5OjE4OjAwLjAwMFo='],
    ['OrderRejected', 'CgVvcmRfNRIFc2hwXzEaCgoIbm9fc3RhZmYiCG1lcmNoYW50OhgyMDI2LTAxLTA1VDA5OjE5OjAwLjAwMFo='],
  ],
  ord_7: [
    [
      'OrderPlaced',
      'CsEBCgVvcmRfNxIFc2hwXzEaCW1lcl9raXNzYSIGaHVuZ3J5KgIjMTIGcGxhY2VkOjgIARIDVEVBGgdpdG1fdGVhIgd0ZWEg6Iy2KAMwAjoFcGllY2VCCAicBBIDSlBZUggIuAgSA0pQWUIICLgIEgNKUFlSGDIwMjYtMDEtMDVUMDk6MDY6MDAuMDAwWloYMjAyNi0wMS0wNVQwOTowNjowMC4wMDBaYhgyMDI2LTAxLTA1VDA5OjIxOjAwLjAwMFpwARIFY21kXzY=',
    ],
    ['OrderCancelled', 'CgVvcmRfNxIFc2hwXzEaD2NoYW5nZWQgbXkgbWluZCIIcGxhdGZvcm0qBWNtZF82MhgyMDI2LTAxLTA1VDA5OjIxOjAwLjAwMFo='],
  ],
};
function read(orderId: string): readonly OrderEvent[] {
  return (written[orderId] ?? []).map(([type, base64]) => {
    const event = eventCodec.decode(`noren.order.v1.${type}`, Buffer.from(base64, 'base64'));
    if (!event) throw new Error(`no event ${type}`);
    return event;
  });
}

/** The log from its beginning, as a rebuild reads it. */
function completed(events: readonly OrderEvent[]): readonly CompleteEvent[] {
  const states = new Map<string, CurrentState>();
  return events.map((event) => {
    const complete = upcast(event, states.get(orderIdOf(event)));
    states.set(orderIdOf(event), stateAfter(complete));
    return complete;
  });
}
const saying = (events: readonly CompleteEvent[]) =>
  events.map((event) => {
    const { merchantId, channel, version, status } = stateAfter(event);
    return [event.type, merchantId, channel, version, status];
  });

describe('events of version 825f9c3', () => {
  it('are read with nothing where they say nothing', () => {
    expect(read('ord_1')[1]).toEqual({
      ...{ type: 'OrderConfirmed', orderId: 'ord_1', shopId: 'shp_1', placeCommandId: 'cmd_0', at: '2026-01-05T09:08:00.000Z' },
      ...{ merchantId: '', channel: '', version: 0, status: '' },
    });
  });

  it('are completed from the events before them', () => {
    const of = ['mer_kissa', 'hungry'];
    expect(saying(completed(read('ord_1')))).toEqual([
      ['OrderPlaced', ...of, 1, 'placed'],
      ['OrderConfirmed', ...of, 2, 'confirmed'],
      ['OrderAccepted', ...of, 3, 'accepted'],
      ['OrderReady', ...of, 4, 'ready'],
      ['OrderHandedOver', ...of, 5, 'handed_over'],
      ['LinesReturned', ...of, 6, 'handed_over'],
      ['LinesReturned', ...of, 7, 'handed_over'],
      ['OrderCompleted', ...of, 8, 'completed'],
    ]);
    expect(saying(completed(read('ord_3')))).toEqual([['OrderRejected', ...of, 1, 'rejected']]);
    expect(saying(completed(read('ord_5'))).slice(1)).toEqual([
      ['OrderConfirmed', ...of, 2, 'confirmed'],
      ['OrderRejected', ...of, 3, 'rejected'],
    ]);
    expect(saying(completed(read('ord_7'))).at(-1)).toEqual(['OrderCancelled', ...of, 2, 'cancelled']);
  });

  it('keep all that they said', () => {
    const unsaid = { merchantId: '', channel: '', version: 0, status: '' };
    for (const orderId of Object.keys(written))
      expect(completed(read(orderId)).map((event) => ({ ...event, ...unsaid }))).toEqual(read(orderId).map((event) => ({ ...event, ...unsaid })));
  });

  it.each(Object.keys(written))('fold into the order that they made, as complete ones do: %s', (orderId) => {
    const [old, complete] = [memory(), memory()];
    const events = completed(read(orderId));
    for (const event of read(orderId)) old.take(event);
    for (const event of events) complete.take(event);
    const last = events.at(-1);
    expect(old.view.order(orderId)).toMatchObject(last ? stateAfter(last) : {});
    expect(old.view.order(orderId)).toEqual(complete.view.order(orderId));
    expect(old.view.lines(orderId)).toEqual(complete.view.lines(orderId));
  });

  it('are not guessed at where those before them are missing', () => {
    const [, second] = read('ord_1');
    expect(() => second && upcast(second, undefined)).toThrow('OrderConfirmed of the order ord_1, which is not there');
  });
});

it('events that say it all are left alone', () => {
  const other = { merchantId: 'mer_2', channel: 'other', version: 7, status: 'ready' } as const;
  expect(upcast(placed, undefined)).toBe(placed);
  expect(upcast(confirmed, other)).toBe(confirmed);
});
