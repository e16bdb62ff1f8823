import type { Refusal } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import { Unavailable } from '@noren/service-kit';
import type { Merchant, ShopQueries } from '@noren/shop-store';
import type { Claims } from './claims.ts';

/** The merchant whose shop is to be made: the shop's currency is its own. Refuses one that is not registered. */
export type TheMerchant = (merchantId: string) => Promise<Merchant>;

export const merchantNotFound = (): Refusal => refusal('merchant_not_found', 'merchantId');

const LONGEST_WAIT_MS = 2_000;
const BETWEEN_LOOKS_MS = 20;

/** Waits a while for a merchant whose registration is not decided yet; where it still is not, the call is `Unavailable` and may be repeated. */
export const theMerchant =
  (queries: Pick<ShopQueries, 'merchant'>, claims: Pick<Claims, 'merchantUndecided'>, longestMs = LONGEST_WAIT_MS): TheMerchant =>
  async (merchantId) => {
    const known = await queries.merchant(merchantId);
    if (known) return known;
    for (const until = performance.now() + longestMs; ; await pause(BETWEEN_LOOKS_MS)) {
      // Asked before the look, so that what is decided in between is seen by it.
      const undecided = await claims.merchantUndecided(merchantId);
      const merchant = await queries.merchant(merchantId);
      if (merchant) return merchant;
      if (!undecided) throw merchantNotFound();
      if (performance.now() >= until) throw new Unavailable('the registration of the merchant is not decided yet');
    }
  };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
