import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import type { Merchant, ShopCommand, ShopEvent } from './shop.ts';

const given = scenarios(shopRules);
const merchantId = 'mer_kissa';
const kissa: Merchant = { merchantId, name: 'Kissa', currency: 'JPY', suspended: false, reason: '', version: 1 };
const registered: ShopEvent = { type: 'MerchantRegistered', merchant: kissa };
const stopped: Merchant = { ...kissa, suspended: true, reason: 'papers missing', version: 2 };
const suspended: ShopEvent = { type: 'MerchantSuspended', merchant: stopped };
const change = (more: Partial<Extract<ShopCommand, { type: 'ChangeMerchant' }>> = {}): ShopCommand => ({
  ...{ type: 'ChangeMerchant', merchantId, name: 'Kissaten' },
  ...more,
});
const suspend = (reason = 'papers missing', expectedVersion?: number): ShopCommand => ({
  ...{ type: 'SuspendMerchant', merchantId, reason },
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
});
const resume: ShopCommand = { type: 'ResumeMerchant', merchantId };

describe('a merchant', () => {
  it('gets another name, and keeps its currency', () => {
    given(registered)
      .when(change())
      .then([{ type: 'MerchantChanged', merchant: { ...kissa, name: 'Kissaten', version: 2 } }]);
    given(registered)
      .when(change({ name: 'Kissa' }))
      .then([]);
    given(registered)
      .when(change({ name: ' ' }))
      .then({ refused: 'name', field: 'name' });
  });
  it('is suspended until it is resumed; again changes nothing but the reason', () => {
    given(registered).when(suspend()).then([suspended]);
    given(registered, suspended).when(suspend()).then([]);
    given(registered, suspended)
      .when(suspend('fraud'))
      .then([{ type: 'MerchantSuspended', merchant: { ...stopped, reason: 'fraud', version: 3 } }]);
    given(registered, suspended)
      .when(resume)
      .then([{ type: 'MerchantResumed', merchant: { ...kissa, version: 3 } }]);
    given(registered).when(resume).then([]);
    given(registered).when(suspend('two\nlines')).then({ refused: 'reason', field: 'reason' });
  });
  it('is changed as the caller expects it, or not at all', () => {
    given(registered).when(suspend('late', 2)).then({ refused: 'version_conflict', kind: 'conflict', field: 'expectedVersion' });
    given(registered, suspended)
      .when(change({ expectedVersion: 2 }))
      .then([{ type: 'MerchantChanged', merchant: { ...stopped, name: 'Kissaten', version: 3 } }]);
  });
  it('that is not registered is refused, also under what is no id', () => {
    for (const command of [change(), suspend(), resume]) given().when(command).then({ refused: 'merchant_not_found', kind: 'not_found' });
    given()
      .when({ ...resume, merchantId: 'no/id' })
      .then({ refused: 'merchant_not_found' });
  });
});
