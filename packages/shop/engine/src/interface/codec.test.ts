import { events } from '@noren/shop-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningPeriod, Shop, ShopCommand, ShopEvent } from '../domain/shop.ts';
import { commandCodec, eventCodec } from './codec.ts';

/** An entry for every message of a union: one that is missing does not compile. */
type Samples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>> };

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const version = fc.maxSafeInteger();
const periods: fc.Arbitrary<OpeningPeriod[]> = fc.array(fc.record({ weekday: fc.integer(), fromMinute: fc.integer(), untilMinute: fc.integer() }), {
  maxLength: 5,
});

const commands: Samples<ShopCommand> = {
  RegisterMerchant: fc.record({ type: fc.constant('RegisterMerchant'), merchantId: text, name: text, currency: text }),
  CreateShop: fc.record({
    type: fc.constant('CreateShop'),
    shopId: text,
    merchantId: text,
    name: text,
    timeZone: text,
    currency: text,
    weeklyHours: periods,
  }),
  ChangeShop: fc.record(
    { type: fc.constant('ChangeShop'), shopId: text, name: text, timeZone: text, expectedVersion: version },
    { requiredKeys: ['type', 'shopId', 'name', 'timeZone'] },
  ),
  SetWeeklyHours: fc.record(
    { type: fc.constant('SetWeeklyHours'), shopId: text, periods, expectedVersion: version },
    { requiredKeys: ['type', 'shopId', 'periods'] },
  ),
  PauseShop: fc.record(
    { type: fc.constant('PauseShop'), shopId: text, until: text, reason: text, expectedVersion: version },
    { requiredKeys: ['type', 'shopId', 'reason'] },
  ),
  ResumeShop: fc.record({ type: fc.constant('ResumeShop'), shopId: text, pausedUntil: text, expectedVersion: version }, { requiredKeys: ['type', 'shopId'] }),
  CloseShop: fc.record(
    { type: fc.constant('CloseShop'), shopId: text, reason: text, expectedVersion: version },
    { requiredKeys: ['type', 'shopId', 'reason'] },
  ),
};

const shop: fc.Arbitrary<Shop> = fc.record(
  {
    shopId: text,
    merchantId: text,
    name: text,
    timeZone: text,
    currency: text,
    status: fc.constantFrom('open', 'paused', 'closed'),
    pausedUntil: text,
    reason: text,
    weeklyHours: periods,
    version,
  },
  { requiredKeys: ['shopId', 'merchantId', 'name', 'timeZone', 'currency', 'status', 'reason', 'weeklyHours', 'version'] },
);
const told = <const Type extends string>(type: Type) => fc.record({ type: fc.constant(type), shop });

const tellings: Samples<ShopEvent> = {
  MerchantRegistered: fc.record({
    type: fc.constant('MerchantRegistered'),
    merchant: fc.record({ merchantId: text, name: text, currency: text }),
  }),
  ShopCreated: told('ShopCreated'),
  ShopChanged: told('ShopChanged'),
  WeeklyHoursSet: told('WeeklyHoursSet'),
  ShopPaused: told('ShopPaused'),
  ShopResumed: told('ShopResumed'),
  ShopClosed: told('ShopClosed'),
};

/** fast-check also makes objects without a prototype; messages never are. A key that is undefined stays one, which strict equality sees. */
const plain = <Message>(message: Message): Message => structuredClone(message);
const all = <Message>(samples: Readonly<Record<string, fc.Arbitrary<Message>>>) => Object.entries(samples);

describe('through its message and back', () => {
  it.each(all<ShopCommand>(commands))('%s is the same command', (type, sample) => {
    fc.assert(
      fc.property(sample, (command) => {
        const encoded = commandCodec.encode(command);
        expect(encoded.type).toBe(`noren.shop.v1.${type}`);
        expect(commandCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(command));
      }),
    );
  });

  it.each(all<ShopEvent>(tellings))('%s is the same event', (type, sample) => {
    fc.assert(
      fc.property(sample, (event) => {
        const encoded = eventCodec.encode(event);
        expect(encoded.type).toBe(`noren.shop.v1.${type}`);
        expect(eventCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(event));
      }),
    );
  });
});

it('what is no word of ours is a mistake, not a shop', () => {
  const [sample] = fc.sample(shop, 1);
  if (!sample) throw new Error('no sample');
  const bytes = events.ShopCreated.encode({ shop: { ...sample, weeklyHours: [], status: 'ajar' } }).finish();
  expect(() => eventCodec.decode('noren.shop.v1.ShopCreated', bytes)).toThrow('ajar');
  expect(() => eventCodec.decode('noren.shop.v1.ShopCreated', new Uint8Array())).toThrow('shop is missing');
});
