import type { LogRecord } from '@noren/log';
import { describe, expect, it } from 'vitest';
import { eventReader, nothing } from './event-reader.ts';
import { messageFrom } from './message-codec.ts';

type Shop = Readonly<{ shopId: string; version: number }>;
/** As a generated file has them, in JSON. */
const message = <Wire>() => ({
  encode: (of: Wire) => ({ finish: () => new TextEncoder().encode(JSON.stringify(of)) }),
  decode: (bytes: Uint8Array): Wire => JSON.parse(new TextDecoder().decode(bytes)) as Wire,
});
const events = {
  protobufPackage: 'noren.shop.v1',
  ShopCreated: message<Readonly<{ shop: Shop | undefined }>>(),
  ShopPaused: message<Readonly<{ shop: Shop | undefined }>>(),
  MerchantRegistered: message<Readonly<{ merchantId: string }>>(),
};
const record = (type: string, of: object): LogRecord => ({
  ...{ topic: 'shop.events', partition: 0, offset: 7, key: 'k', id: 'evt_1', headers: {}, at: '' },
  ...{ type: `noren.shop.v1.${type}`, value: new TextEncoder().encode(JSON.stringify(of)) },
});
const shop: Shop = { shopId: 'shp_1', version: 1 };

describe('a reader of events', () => {
  it('gives what is said for each, and nothing of those that do not concern it or that it does not know', () => {
    const read = eventReader<string>()(events, {
      ShopCreated: ({ shop: { shopId } }, { offset }) => `created ${shopId} at ${offset}`,
      ShopPaused: nothing,
      MerchantRegistered: ({ merchantId }) => merchantId,
    });
    expect(read(record('ShopCreated', { shop }))).toBe('created shp_1 at 7');
    expect(read(record('ShopPaused', { shop }))).toBeUndefined();
    expect(read(record('MerchantRegistered', { merchantId: 'mer_1' }))).toBe('mer_1');
    expect(read(record('ShopMoved', {}))).toBeUndefined();
  });

  it('reads all others in one way, where all of them have what it reads', () => {
    const read = eventReader<Shop>()(events, { MerchantRegistered: nothing }, ({ shop: of }) => of);
    expect([read(record('ShopCreated', { shop })), read(record('ShopPaused', { shop }))]).toEqual([shop, shop]);
    expect(read(record('MerchantRegistered', { merchantId: 'mer_1' }))).toBeUndefined();
    expect(read(record('ShopMoved', { shop }))).toBeUndefined();
  });

  it('does not compile while it passes an event over, or takes one for what it is not', () => {
    // @ts-expect-error ShopPaused is not named
    eventReader<string>()(events, { ShopCreated: nothing, MerchantRegistered: nothing });
    // @ts-expect-error a merchant’s event has no shop
    eventReader<Shop>()(events, {}, ({ shop: of }) => of);
    // @ts-expect-error a shop is no text
    eventReader<string>()(events, { MerchantRegistered: nothing }, ({ shop: of }) => of);
    expect(eventReader<string>()(events, { ShopCreated: nothing, ShopPaused: nothing, MerchantRegistered: nothing })).toBeTypeOf('function');
  });
});

it('a message made of something else does not compile while it lacks a field, also one that is optional', () => {
  type Line = Readonly<{ sku: string; price?: number | undefined }>;
  // @ts-expect-error the price is forgotten
  messageFrom<Line>()(({ sku }: { sku: string; cost?: number | undefined }) => ({ sku }));
  const line = messageFrom<Line>()(({ sku, cost }: { sku: string; cost?: number | undefined }) => ({ sku, price: cost }));
  expect(line({ sku: 'tea', cost: 3 })).toEqual({ sku: 'tea', price: 3 });
});
