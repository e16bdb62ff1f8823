import type { Import } from '@noren/bff-contract';
import type { PersonRecord } from '@noren/bff-store';
import { type AuthenticatedCall, callFrom } from '@noren/service-kit';
import { describe, expect, it } from 'vitest';
import type { Imports } from '../../application/imports.ts';
import { importRoutes } from './import-routes.ts';
import type { Visitors } from './visitors.ts';

const PATH = '/api/imports/{importId}';
const person = { personId: 'usr_1', merchantId: 'mer_1', shops: [{ shopId: 'shop_1', role: 'manager' }] } as unknown as PersonRecord;

/** What a manager of `shop_1` asks about a file that is for this shop. */
function asking(shopId: string | undefined) {
  const done: string[] = [];
  const imports: Pick<Imports, 'get' | 'confirm' | 'discard'> = {
    get: async () => (shopId === undefined ? {} : { shopId }) as Import,
    confirm: async () => (done.push('confirmed'), {} as Import),
    discard: async () => void done.push('discarded'),
  };
  const visitors = { of: () => ({ person }) } as unknown as Visitors;
  const routes = importRoutes(visitors, imports as Imports);
  const call: AuthenticatedCall = { ...callFrom({ idempotencyKey: 'k' }), identity: { subject: 'staff:usr_1', merchants: ['mer_1'], roles: [] } };
  const ask = (path: string) =>
    routes
      .find((one) => one.path === path && one.method !== 'GET')
      ?.answer({ url: path, params: { importId: 'imp_1' }, headers: {}, body: undefined, address: '', unknownProxy: false }, call);
  return { done, ask };
}

describe('a file for a shop', () => {
  it('is confirmed and forgotten by who manages that shop, as one for no shop is', async () => {
    for (const shopId of ['shop_1', undefined]) {
      const { done, ask } = asking(shopId);
      await ask(`${PATH}/confirm`);
      await ask(PATH);
      expect(done).toEqual(['confirmed', 'discarded']);
    }
  });

  it('is not confirmed or forgotten by who manages another', async () => {
    const { done, ask } = asking('shop_2');
    for (const path of [`${PATH}/confirm`, PATH]) await expect(ask(path)).rejects.toMatchObject({ code: 'shop_not_found' });
    expect(done).toEqual([]);
  });
});
