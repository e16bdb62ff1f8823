import { commands as wireCommands, events } from '@noren/item-contract';
import { roundTrips } from '@noren/testing/golden-suite';
import { expect, it } from 'vitest';
import { pen } from '../domain/sample-item.ts';
import { commandCodec, eventCodec } from './codec.ts';
import { golden } from './golden.test-support.ts';

roundTrips(golden);

const wire = { ...pen, names: [...pen.names], imageUrls: [...pen.imageUrls] };

it.each([{ taxClass: 'none' }, { status: 'sold' }, { soldBy: 'the dozen' }])('an event that says %o is a mistake, not an item', (change) => {
  const bytes = events.ItemCreated.encode({ item: { ...wire, ...change } }).finish();
  expect(() => eventCodec.decode('noren.item.v1.ItemCreated', bytes)).toThrow('is none of');
});

it('a message that lacks its item, or an item that lacks its price, is a mistake', () => {
  const withoutPrice = events.ItemCreated.encode({ item: { ...wire, price: undefined } }).finish();
  expect(() => eventCodec.decode('noren.item.v1.ItemCreated', withoutPrice)).toThrow('price is missing');
  const withoutItem = wireCommands.UpsertItem.encode({ merchantId: 'mer_kissa', item: undefined }).finish();
  expect(() => commandCodec.decode('noren.item.v1.UpsertItem', withoutItem)).toThrow('item is missing');
});
