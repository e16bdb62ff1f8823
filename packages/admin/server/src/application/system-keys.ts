import { refusal } from '@noren/admin-contract/refusals';
import { type Coded, type Needs as OfMerchants, theMerchant, withCodes } from './merchants.ts';
import type { SystemKey, SystemKeys } from './ports.ts';

type Needs = OfMerchants & Readonly<{ systemKeys: SystemKeys }>;
type NewKey = Readonly<{ merchant: string; code: string; system: string; scopes: readonly string[] }>;

export const systemKeys = (needs: Needs) => {
  const keysOf = async (merchantId: string): Promise<readonly Coded<SystemKey>[]> =>
    withCodes(needs.creations, await needs.systemKeys.of(merchantId), ({ keyId }) => keyId);
  const theKey = async (merchantId: string, said: string): Promise<Coded<SystemKey>> => {
    const found = (await keysOf(merchantId)).find(({ keyId, code }) => keyId === said || code === said);
    if (!found) throw refusal('key_not_found', 'key', said);
    return found;
  };
  return {
    async create({ merchant, code, system, scopes }: NewKey) {
      const { merchantId } = await theMerchant(needs, merchant);
      const request = { system, scopes: scopes.toSorted() };
      const { id: keyId, made: secret = '' } = await needs.creating({ noun: 'system key', scope: merchantId, code, request, prefix: 'key' }, (id) =>
        needs.systemKeys.create({ keyId: id, merchantId, system, scopes }),
      );
      return { key: await theKey(merchantId, keyId), secret, repeated: secret === '' };
    },
    async list(merchant: string) {
      const { merchantId } = await theMerchant(needs, merchant);
      return { keys: await keysOf(merchantId) };
    },
    async revoke({ merchant, key: said }: Readonly<{ merchant: string; key: string }>) {
      const { merchantId } = await theMerchant(needs, merchant);
      const { keyId, code } = await theKey(merchantId, said);
      return { ...(await needs.systemKeys.revoke(keyId)), code };
    },
  };
};
