import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import type { ItemCommand, ItemEvent } from './item.ts';
import { pen } from './sample-item.ts';

const given = scenarios(itemRules);
const before: ItemEvent = { type: 'ItemCreated', item: { ...pen, status: 'published' } };
const after: ItemEvent = { type: 'ItemUnpublished', item: { ...pen, status: 'draft', version: 2 } };
const unpublish = (sku: string = pen.sku): Extract<ItemCommand, { type: 'UnpublishItem' }> => ({ type: 'UnpublishItem', merchantId: pen.merchantId, sku });

describe('unpublishing an item', () => {
  it('takes a published item, under any spelling of its SKU', () => {
    given(before).when(unpublish()).then([after]);
    given(before).when(unpublish('ｐｅｎ-1')).then([after]);
  });
  it('again changes nothing', () => given(before, after).when(unpublish()).then([]));
  it('is refused for another version than the one expected', () => {
    given(before)
      .when({ ...unpublish(), expectedVersion: 2 })
      .then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(before)
      .when({ ...unpublish(), expectedVersion: 1 })
      .then([after]);
  });
  it('is refused for an item that the merchant does not have', () => {
    given(before).when(unpublish('PEN-2')).then({ refused: 'item_not_found', kind: 'not_found' });
    given(before)
      .when({ ...unpublish(), merchantId: 'mer_other' })
      .then({ refused: 'item_not_found' });
  });
});
