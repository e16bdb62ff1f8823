import { scenarios } from '@noren/testing';
import { describe, it } from 'vitest';
import { shopRules } from '../application/rules.ts';
import type { ShopCommand, ShopEvent } from './shop.ts';

const given = scenarios(shopRules);
const kissa = { merchantId: 'mer_kissa', name: 'Kissa', currency: 'JPY' };
const registered: ShopEvent = { type: 'MerchantRegistered', merchant: { ...kissa, suspended: false, reason: '', version: 1 } };
const register = (change: Partial<typeof kissa> = {}): ShopCommand => ({ type: 'RegisterMerchant', ...kissa, ...change });

describe('registering a merchant', () => {
  it('makes it known', () => given().when(register()).then([registered]));
  it('again with the same data changes nothing', () => given(registered).when(register()).then([]));
  it('again with other data is refused', () => {
    given(registered)
      .when(register({ name: 'Kissaten' }))
      .then({ refused: 'merchant_exists', kind: 'conflict' });
    given(registered)
      .when(register({ currency: 'GBP' }))
      .then({ refused: 'merchant_exists' });
  });
  it('refuses what is no id, no name or no currency', () => {
    given()
      .when(register({ merchantId: 'mer/1' }))
      .then({ refused: 'id', kind: 'invalid', field: 'merchantId' });
    given()
      .when(register({ name: '   ' }))
      .then({ refused: 'name', field: 'name' });
    given()
      .when(register({ name: 'K'.repeat(201) }))
      .then({ refused: 'name' });
    given()
      .when(register({ name: 'two\nlines' }))
      .then({ refused: 'name' });
    given()
      .when(register({ currency: 'jpy' }))
      .then({ refused: 'currency', field: 'currency' });
  });
});
