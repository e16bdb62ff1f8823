import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { itemEffects } from '../application/effects.ts';
import { itemRules } from '../application/rules.ts';
import { shops as projection, type ShopEvent } from '../application/shops.ts';
import { react } from '../application/unit-process-manager.ts';
import type { ItemEvent, ItemRecords, MerchantShops } from './item.ts';
import { created, patch, pen, upsert } from './sample-item.ts';

/** What Item knows of the merchant's shops stands beside its own records: given first, as if it had been loaded. */
const merchantOf = (...shops: MerchantShops['shops']) => {
  const known: MerchantShops = { merchantId: pen.merchantId, shops };
  return scenarios<ItemRecords, Parameters<typeof itemRules.decide>[1], ItemEvent | 'known'>({
    reads: itemRules.reads,
    decide: itemRules.decide,
    evolve: (view, event) => (event === 'known' ? { shops: { [pen.merchantId]: known } } : itemRules.evolve(view, event)),
  });
};
const london = { shopId: 'shp_1', currency: 'GBP' };
const kyoto = { shopId: 'shp_2', currency: 'JPY' };

describe('an item, and where its merchant sells', () => {
  it('asks every shop before it is sold in another unit, and stays as it is until they have answered', () => {
    const [event] = merchantOf(london, kyoto)('known', created)
      .when(patch(['sold_by', 'price.amount'], { soldBy: 'weight', price: { amount: 2_000, currency: '' } }), { commandId: 'cmd_7' })
      .events();
    expect(event).toEqual({
      type: 'UnitChangeAsked',
      change: {
        item: { ...pen, soldBy: 'weight', price: { amount: 2_000, currency: 'GBP' }, version: 2 },
        changeId: 'cmd_7',
        shopIds: ['shp_1', 'shp_2'],
        waitingFor: ['shp_1', 'shp_2'],
      },
    });
  });
  it('asks a shop that was opened meanwhile before it changes the item, and by nobody’s new wish', () => {
    const change = { item: { ...pen, soldBy: 'weight', version: 2 }, changeId: 'cmd_7', shopIds: ['shp_1'], waitingFor: ['shp_1'] } as const;
    const again: ItemEvent = { type: 'UnitChangeAsked', change: { ...change, shopIds: ['shp_1', 'shp_2'], waitingFor: ['shp_2'] } };
    const answer = { type: 'SettleUnit', merchantId: pen.merchantId, sku: pen.sku, changeId: 'cmd_7' } as const;
    const asked = merchantOf(london, kyoto)('known', created, { type: 'UnitChangeAsked', change });
    asked.when({ ...answer, shopId: 'shp_1' }).then([again]);
    expect([itemEffects({ type: 'UnitChangeAsked', change }), itemEffects(again)]).toEqual([{ undecided: true }, {}]);
    const [changed] = merchantOf(london, kyoto)('known', created, again)
      .when({ ...answer, shopId: 'shp_2' })
      .events();
    expect(changed).toEqual({ type: 'ItemChanged', item: change.item });
    expect(react(again)).toMatchObject([{ to: 'inventory', key: 'shp_2', command: { type: 'ChangeUnit' } }]);
  });
  it('asks nobody where the unit stays, is not said, or there is no shop', () => {
    const given = merchantOf(london)('known', created);
    expect(given.when(patch(['sold_by', 'tax_class'], { soldBy: 'piece', taxClass: 'zero' })).events()).toMatchObject([{ type: 'ItemChanged' }]);
    expect(given.when(patch(['tax_class'], { soldBy: 'weight', taxClass: 'zero' })).events()).toMatchObject([
      { type: 'ItemChanged', item: { soldBy: 'piece' } },
    ]);
    expect(
      merchantOf()('known', created)
        .when(patch(['sold_by'], { soldBy: 'weight' }))
        .events(),
    ).toMatchObject([{ type: 'ItemChanged' }]);
  });
  it('takes a price in a currency of one of the shops, in any where there is none yet, and no other', () => {
    const yen = upsert({ price: { amount: 500, currency: 'JPY' } });
    merchantOf(london)('known').when(yen).then({ refused: 'currency_not_sold', kind: 'invalid', field: 'item.price.currency' });
    expect(merchantOf(london, kyoto)('known').when(yen).events()).toHaveLength(1);
    expect(merchantOf()('known').when(yen).events()).toHaveLength(1);
    const before: ItemEvent = { type: 'ItemCreated', item: { ...pen, price: { amount: 500, currency: 'JPY' } } };
    expect(
      merchantOf(london)('known', before)
        .when(patch(['tax_class'], { taxClass: 'zero' }))
        .events(),
    ).toHaveLength(1);
    merchantOf(london)('known', before)
      .when(patch(['price.amount'], { price: { amount: 600, currency: '' } }))
      .then({ refused: 'currency_not_sold' });
  });
});

it('shops are known by their first event, closed ones too, each once', () => {
  let known: MerchantShops | undefined;
  const hear = (shop: ShopEvent['shop']): void => {
    known = projection.apply({ shops: () => known }, { shop }).shops?.[shop.merchantId] ?? known;
  };
  for (const shop of [london, kyoto, london]) hear({ merchantId: 'mer_kissa', ...shop });
  expect(known).toEqual({ merchantId: 'mer_kissa', shops: [london, kyoto] });
});
