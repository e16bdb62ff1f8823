import type { Ask } from '@noren/engine-kit';
import type { Clock } from '@noren/kernel';
import type { ShopQueries } from '@noren/shop-store';
import { changeShop } from './change-shop.ts';
import type { Claims } from './claims.ts';
import { closeShop } from './close-shop.ts';
import { createShop } from './create-shop.ts';
import { getMerchant } from './get-merchant.ts';
import { getOrderable } from './get-orderable.ts';
import { getShop } from './get-shop.ts';
import { listShops } from './list-shops.ts';
import { mayChange } from './may-change.ts';
import { pauseShop } from './pause-shop.ts';
import { registerMerchant } from './register-merchant.ts';
import { resumeShop } from './resume-shop.ts';
import { setWeeklyHours } from './set-weekly-hours.ts';
import { theMerchant } from './the-merchant.ts';

export type ShopParts = Readonly<{ ask: Ask; queries: ShopQueries; claims: Claims; clock: Clock }>;

/** Everything Shop can be asked. */
export function shopCalls({ ask, queries, claims, clock }: ShopParts) {
  const may = mayChange(queries, claims);
  return {
    registerMerchant: registerMerchant(ask),
    createShop: createShop(ask, theMerchant(queries, claims)),
    changeShop: changeShop(ask, may),
    setWeeklyHours: setWeeklyHours(ask, may),
    pauseShop: pauseShop(ask, may),
    resumeShop: resumeShop(ask, may),
    closeShop: closeShop(ask, may),
    getMerchant: getMerchant(queries),
    getShop: getShop(queries),
    listShops: listShops(queries, clock),
    getOrderable: getOrderable(queries, clock),
  };
}
export type ShopCalls = ReturnType<typeof shopCalls>;
