import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import type { ItemCommand, ItemEvent } from './item.ts';
import { pen } from './sample-item.ts';

const given = scenarios(itemRules);
const before: ItemEvent = { type: 'ItemCreated', item: { ...pen, status: 'draft' } };
const after: ItemEvent = { type: 'ItemPublished', item: { ...pen, status: 'published', version: 2 } };
const publish = (sku: string = pen.sku): Extract<ItemCommand, { type: 'PublishItem' }> => ({ type: 'PublishItem', merchantId: pen.merchantId, sku });

describe('publishing an item', () => {
  it('takes a draft, under any spelling of its SKU', () => {
    given(before).when(publish()).then([after]);
    given(before).when(publish('ｐｅｎ-1')).then([after]);
  });
  it('again changes nothing', () => given(before, after).when(publish()).then([]));
  it('is refused for another version than the one expected', () => {
    given(before)
      .when({ ...publish(), expectedVersion: 2 })
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(before)
      .when({ ...publish(), expectedVersion: 1 })
      .then([after]);
  });
  it('is refused for an item that the merchant does not have', () => {
    given(before).when(publish('PEN-2')).then({ refused: 'item_not_found', kind: 'not_found' });
    given(before)
      .when({ ...publish(), merchantId: 'mer_other' })
      .then({ refused: 'item_not_found' });
  });
});
