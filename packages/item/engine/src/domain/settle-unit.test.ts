import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { itemEffects } from '../application/effects.ts';
import { itemRules } from '../application/rules.ts';
import type { Item, ItemCommand, ItemEvent, StockInUse } from './item.ts';
import { created, patch, pen } from './sample-item.ts';

const { merchantId, sku } = pen;
const byWeight: Item = { ...pen, soldBy: 'weight', price: { amount: 2_000, currency: 'GBP' }, version: 2 };
const asked = (...shopIds: readonly string[]): ItemEvent => ({
  type: 'UnitChangeAsked',
  change: { item: byWeight, changeId: 'cmd_asked', shopIds, waitingFor: shopIds },
});
const freeIn = (shopId: string, changeId = 'cmd_asked'): ItemCommand => ({ type: 'SettleUnit', merchantId, sku, changeId, shopId });
const inUse: StockInUse = { shopId: 'shp_2', onHand: 12, reserved: 3, safety: 0 };
const made: readonly ItemEvent[] = [
  { type: 'ItemChanged', item: byWeight },
  { type: 'UnitChangeSettled', item: byWeight, changeId: 'cmd_asked', shopIds: ['shp_1'] },
];
const given = scenarios(itemRules);

describe('SettleUnit', () => {
  it('changes the item once the last shop holds nothing, in whole: a price of a kilogram comes with the kilogram', () => {
    given(created, asked('shp_1')).when(freeIn('shp_1')).then(made);
    const answered: ItemEvent = { type: 'UnitChangeAnswered', merchantId, sku, changeId: 'cmd_asked', shopId: 'shp_1' };
    given(created, asked('shp_1', 'shp_2')).when(freeIn('shp_1')).then([answered]);
    const [changed] = given(created, asked('shp_1', 'shp_2'), answered).when(freeIn('shp_2')).events();
    expect(changed).toEqual({ type: 'ItemChanged', item: byWeight });
  });
  it('leaves the item as it is where one shop holds something, whatever the others say later', () => {
    const settled: ItemEvent = { type: 'UnitChangeSettled', item: pen, changeId: 'cmd_asked', shopIds: ['shp_1', 'shp_2'], inUse };
    given(created, asked('shp_1', 'shp_2'))
      .when({ ...freeIn('shp_2'), inUse } as ItemCommand)
      .then([settled]);
    given(created, asked('shp_1', 'shp_2'), settled).when(freeIn('shp_1')).then([]);
  });
  it('takes no answer twice, and none to another change', () => {
    given(created, asked('shp_1'), ...made)
      .when(freeIn('shp_1'))
      .then([]);
    given(created, asked('shp_1')).when(freeIn('shp_1', 'cmd_before')).then([]);
  });
  it('lets no other change of the item in between', () => {
    for (const command of [
      patch(['price.amount'], { price: { amount: 1, currency: '' } }),
      { type: 'PublishItem', merchantId, sku },
      { type: 'UnpublishItem', merchantId, sku },
    ] satisfies ItemCommand[])
      given(created, asked('shp_1')).when(command).then({ refused: 'unit_changing', kind: 'conflict' });
  });
  it('tells whoever asked what is there, where, and how much', () => {
    expect(itemEffects(asked('shp_1'))).toEqual({ undecided: true });
    expect(made.map((event) => itemEffects(event))).toContainEqual({ decides: { commandId: 'cmd_asked', result: { itemId: 'itm_1', sku, version: 2 } } });
    const refused = itemEffects({ type: 'UnitChangeSettled', item: pen, changeId: 'cmd_asked', shopIds: ['shp_2'], inUse });
    expect(refused.decides?.refusal).toMatchObject({ kind: 'conflict', code: 'unit_in_use', field: 'item.soldBy' });
    expect(refused.decides?.refusal?.message).toContain('the shop shp_2 has 12 on hand, 3 promised to orders');
  });
});
