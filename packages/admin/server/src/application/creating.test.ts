import { describe, expect, it } from 'vitest';
import { inMemory } from './memory.test-support.ts';
import { merchants as merchantsOf } from './merchants.ts';

const acme = { code: 'acme', name: 'Acme', currency: 'GBP' };

describe('what is made under a code', () => {
  it('is made once: a repeat gets it as it is now', async () => {
    const merchants = merchantsOf(inMemory());
    const { merchant, repeated } = await merchants.create(acme);
    await merchants.change('acme', 'Acme Ltd', undefined);
    expect(repeated).toBe(false);
    expect(await merchants.create(acme)).toMatchObject({ repeated: true, merchant: { merchantId: merchant.merchantId, name: 'Acme Ltd', code: 'acme' } });
  });

  it('is of one request: another is refused as code_taken, also while nobody knows what became of the first', async () => {
    const needs = inMemory();
    const broken = merchantsOf({ ...needs, shops: { ...needs.shops, registerMerchant: () => Promise.reject(new Error('gone')) } });
    await expect(broken.create(acme)).rejects.toThrow('gone');
    await expect(merchantsOf(needs).create({ ...acme, name: 'Another' })).rejects.toMatchObject({ code: 'code_taken' });
    expect(await merchantsOf(needs).create(acme)).toMatchObject({ repeated: false });
  });

  it('is asked for again by the same id where the process ended behind the call', async () => {
    const needs = inMemory();
    const asked: string[] = [];
    const registerMerchant = async (merchant: Parameters<typeof needs.shops.registerMerchant>[0]): Promise<void> => {
      asked.push(merchant.merchantId);
      await needs.shops.registerMerchant(merchant);
      if (asked.length === 1) throw new Error('the process ended');
    };
    const merchants = merchantsOf({ ...needs, shops: { ...needs.shops, registerMerchant } });
    await expect(merchants.create(acme)).rejects.toThrow('ended');
    await merchants.create(acme);
    expect([asked.length, new Set(asked).size]).toEqual([2, 1]);
  });

  it('leaves the code free where it is refused', async () => {
    const merchants = merchantsOf(inMemory());
    await expect(merchants.create({ ...acme, currency: 'XXX' })).rejects.toMatchObject({ code: 'currency' });
    expect(await merchants.create(acme)).toMatchObject({ repeated: false });
  });
});
