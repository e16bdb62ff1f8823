import type { SystemKeys } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { shownOnce } from './platforms.ts';

const asSelf = { as: 'self' } as const;

/** Keys of tills and ERPs, of Merchant Link. */
export const systemKeys = ({ systemKeys: keys }: Pick<Contexts, 'systemKeys'>): SystemKeys => ({
  create: ({ scopes, ...key }) => shownOnce(() => keys.createKey({ ...key, scopes: [...scopes] }, asSelf)),
  of: async (merchantId) => (await keys.listKeys({ merchantId }, asSelf)).keys,
  revoke: (keyId) => keys.revokeKey({ keyId }, asSelf),
});
