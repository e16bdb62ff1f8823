import { isSku } from '@noren/item-contract/sku';
import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import { pen, upsert } from './sample-item.ts';

describe('a SKU', () => {
  it('is 1 to 64 characters of any script', () => {
    const good = ['1', 'PEN-1', '鉛筆 B', '연필', '🖊️'.slice(0, 2), 'ｶ', 'x'.repeat(64), '𠮷'.repeat(64)];
    expect(good.filter(isSku)).toEqual(good);
    expect(['', ' ', '　', 'x'.repeat(65), '𠮷'.repeat(65)].filter(isSku)).toEqual([]);
  });
  it('has nothing that cannot be seen', () => {
    const unseen = ['\0', '\n', '\t', '\u007f', '\u200b', '\u200d', '\u200e', '\u202e', '\u2066', '\u2028', '\ufeff', '\u00ad', '\u3164', '\ufe0f', '\ud800'];
    expect(unseen.filter((character) => isSku(`A${character}1`))).toEqual([]);
  });
  it('is one that an address can hold: neither a dot nor two', () => {
    expect(['.', '..'].filter(isSku)).toEqual([]);
    const good = ['...', '.a', '%', 'A/B C?#%&+', '%2e', '．．'];
    expect(good.filter(isSku)).toEqual(good);
  });
  it('that an older version took still names its item, which can be changed and published', () => {
    const given = scenarios(itemRules);
    const dots = { ...pen, sku: '..' };
    given()
      .when(upsert({ sku: '..' }))
      .then({ refused: 'sku', kind: 'invalid', field: 'item.sku' });
    given({ type: 'ItemCreated', item: dots })
      .when(upsert({ sku: '..', taxClass: 'zero' }))
      .then([{ type: 'ItemChanged', item: { ...dots, taxClass: 'zero', version: 2 } }]);
    given({ type: 'ItemCreated', item: dots })
      .when({ type: 'UnpublishItem', merchantId: 'mer_kissa', sku: '..' })
      .then([{ type: 'ItemUnpublished', item: { ...dots, status: 'draft', version: 2 } }]);
  });
  it('is not longer in the form that is compared either', () => expect(isSku('ﷺ'.repeat(4))).toBe(false));
  it('that is none is refused before anything is looked up', () => {
    const given = scenarios(itemRules);
    given()
      .when(upsert({ sku: 'A\0' }))
      .then({ refused: 'sku', kind: 'invalid', field: 'item.sku' });
    given().when({ type: 'PublishItem', merchantId: 'mer_kissa', sku: 'A\0' }).then({ refused: 'item_not_found' });
  });
});
