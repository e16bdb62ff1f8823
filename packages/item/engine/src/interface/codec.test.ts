import { commands as wireCommands, events } from '@noren/item-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ItemCommand, ItemData, ItemEvent } from '../domain/item.ts';
import { pen } from '../domain/sample-item.ts';
import { commandCodec, eventCodec } from './codec.ts';

/** An entry for every message of a union: one that is missing does not compile. */
type Samples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>> };

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const version = fc.maxSafeInteger();
const names = fc.array(fc.record({ language: text, text }), { maxLength: 4 });
const price = fc.record({ amount: fc.maxSafeInteger(), currency: text });
const imageUrls = fc.array(text, { maxLength: 4 });

const data: fc.Arbitrary<ItemData> = fc.record(
  { sku: text, gtin: text, names, price, taxClass: text, status: text, imageUrls, soldBy: text, expectedVersion: version },
  { requiredKeys: ['sku', 'names', 'taxClass', 'status', 'imageUrls', 'soldBy'] },
);

const commands: Samples<ItemCommand> = {
  UpsertItem: fc.record({ type: fc.constant('UpsertItem'), merchantId: text, item: data }),
  PublishItem: fc.record(
    { type: fc.constant('PublishItem'), merchantId: text, sku: text, expectedVersion: version },
    { requiredKeys: ['type', 'merchantId', 'sku'] },
  ),
  UnpublishItem: fc.record(
    { type: fc.constant('UnpublishItem'), merchantId: text, sku: text, expectedVersion: version },
    { requiredKeys: ['type', 'merchantId', 'sku'] },
  ),
};

const item: fc.Arbitrary<Item> = fc.record(
  {
    itemId: text,
    merchantId: text,
    sku: text,
    gtin: text,
    names,
    price,
    taxClass: fc.constantFrom('standard', 'reduced', 'zero', 'exempt'),
    status: fc.constantFrom('draft', 'published'),
    imageUrls,
    soldBy: fc.constantFrom('piece', 'weight'),
    version,
  },
  { requiredKeys: ['itemId', 'merchantId', 'sku', 'names', 'price', 'taxClass', 'status', 'imageUrls', 'soldBy', 'version'] },
);
const withItem = <const Type extends string>(type: Type) => fc.record({ type: fc.constant(type), item });

const eventSamples: Samples<ItemEvent> = {
  ItemCreated: withItem('ItemCreated'),
  ItemChanged: withItem('ItemChanged'),
  ItemPublished: withItem('ItemPublished'),
  ItemUnpublished: withItem('ItemUnpublished'),
};

/** fast-check also makes objects without a prototype; messages never are. A key that is undefined stays one, which strict equality sees. */
const plain = <Message>(message: Message): Message => structuredClone(message);
const all = <Message>(samples: Readonly<Record<string, fc.Arbitrary<Message>>>) => Object.entries(samples);

describe('through its message and back', () => {
  it.each(all<ItemCommand>(commands))('%s is the same command', (type, sample) => {
    fc.assert(
      fc.property(sample, (command) => {
        const encoded = commandCodec.encode(command);
        expect(encoded.type).toBe(`noren.item.v1.${type}`);
        expect(commandCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(command));
      }),
    );
  });

  it.each(all<ItemEvent>(eventSamples))('%s is the same event', (type, sample) => {
    fc.assert(
      fc.property(sample, (event) => {
        const encoded = eventCodec.encode(event);
        expect(encoded.type).toBe(`noren.item.v1.${type}`);
        expect(eventCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(event));
      }),
    );
  });
});

it.each([{ taxClass: 'none' }, { status: 'sold' }, { soldBy: 'the dozen' }])('an event that says %o is a mistake, not an item', (change) => {
  const bytes = events.ItemCreated.encode({ item: { ...pen, ...change } }).finish();
  expect(() => eventCodec.decode('noren.item.v1.ItemCreated', bytes)).toThrow('is none of');
});

it('a message that lacks its item, or an item that lacks its price, is a mistake', () => {
  const withoutPrice = events.ItemCreated.encode({ item: { ...pen, price: undefined } }).finish();
  expect(() => eventCodec.decode('noren.item.v1.ItemCreated', withoutPrice)).toThrow('price is missing');
  const withoutItem = wireCommands.UpsertItem.encode({ merchantId: 'mer_kissa', item: undefined }).finish();
  expect(() => commandCodec.decode('noren.item.v1.UpsertItem', withoutItem)).toThrow('item is missing');
});
