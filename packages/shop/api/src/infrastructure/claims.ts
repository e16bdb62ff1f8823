import { claimOf, engineTypes, type Queryable, storedOutcomes } from '@noren/engine-kit';
import type { Claims } from '../application/claims.ts';

/** Claims as the calls to this API left them in the store. */
export const storedClaims = (db: Queryable): Claims => ({
  async merchantsOfShop(shopId) {
    const { rows } = await db.query<{ merchant_id: string }>({
      name: 'merchants of a shop',
      text: `SELECT DISTINCT made->>'merchantId' AS merchant_id FROM claim WHERE subject = $1 AND operation = 'CreateShop'`,
      values: [shopId],
      types: engineTypes,
    });
    return rows.map((row) => row.merchant_id);
  },
  async merchantUndecided(merchantId) {
    const claim = await claimOf(db, merchantId);
    if (claim?.operation !== 'RegisterMerchant') return false;
    return (await storedOutcomes(db, claim.commandIds)).some(({ status }) => status === 'pending');
  },
});
