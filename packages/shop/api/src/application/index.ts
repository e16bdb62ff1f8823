import type { ApiParts } from '@noren/engine-kit';
import type { calls, commands } from '@noren/shop-contract';
import type { ShopQueries } from '@noren/shop-store';
import { changeMerchant } from './change-merchant.ts';
import { changeShop } from './change-shop.ts';
import type { Claims } from './claims.ts';
import { closeShop } from './close-shop.ts';
import { createShop } from './create-shop.ts';
import { getMerchant } from './get-merchant.ts';
import { getOrderable } from './get-orderable.ts';
import { getShop } from './get-shop.ts';
import { listMerchants } from './list-merchants.ts';
import { listShops } from './list-shops.ts';
import { mayChange } from './may-change.ts';
import { pauseShop } from './pause-shop.ts';
import { registerMerchant } from './register-merchant.ts';
import { resumeMerchant } from './resume-merchant.ts';
import { resumeShop } from './resume-shop.ts';
import { setWeeklyHours } from './set-weekly-hours.ts';
import { suspendMerchant } from './suspend-merchant.ts';
import { theMerchant } from './the-merchant.ts';

/** Everything Shop can be asked. */
export function shopCalls({ submit, queries, clock }: ApiParts<typeof calls, typeof commands, ShopQueries>, claims: Claims) {
  const may = mayChange(queries, claims);
  return {
    registerMerchant: registerMerchant(submit),
    changeMerchant: changeMerchant(submit),
    suspendMerchant: suspendMerchant(submit),
    resumeMerchant: resumeMerchant(submit),
    createShop: createShop(submit, theMerchant(queries, claims)),
    changeShop: changeShop(submit, may),
    setWeeklyHours: setWeeklyHours(submit, may),
    pauseShop: pauseShop(submit, may),
    resumeShop: resumeShop(submit, may),
    closeShop: closeShop(submit, may),
    getMerchant: getMerchant(queries),
    listMerchants: listMerchants(queries),
    getShop: getShop(queries),
    listShops: listShops(queries, clock),
    getOrderable: getOrderable(queries, clock),
  };
}
