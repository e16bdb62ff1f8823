import { Refusal } from '@noren/kernel';
import type { SystemKeys } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';

const asSelf = { as: 'self' } as const;

/** Keys of tills and ERPs, of Merchant Link. */
export const systemKeys = ({ systemKeys: keys }: Pick<Contexts, 'systemKeys'>): SystemKeys => ({
  async create({ scopes, ...key }) {
    try {
      return (await keys.createKey({ ...key, scopes: [...scopes] }, asSelf)).secret;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'key_exists') return undefined;
      throw error;
    }
  },
  of: async (merchantId) => (await keys.listKeys({ merchantId }, asSelf)).keys,
  revoke: (keyId) => keys.revokeKey({ keyId }, asSelf),
});
