import type { Operations } from '@noren/engine-kit';
import { type Served, served, unary } from '@noren/service-kit';
import { calls } from '@noren/shop-contract';
import { ChangeShop } from '../application/change-shop.ts';
import { CloseShop } from '../application/close-shop.ts';
import { CreateShop } from '../application/create-shop.ts';
import { GetMerchant } from '../application/get-merchant.ts';
import { GetOrderable } from '../application/get-orderable.ts';
import { GetShop } from '../application/get-shop.ts';
import type { ShopCalls } from '../application/index.ts';
import { ListShops } from '../application/list-shops.ts';
import { PauseShop } from '../application/pause-shop.ts';
import { RegisterMerchant } from '../application/register-merchant.ts';
import { ResumeShop } from '../application/resume-shop.ts';
import { SetWeeklyHours } from '../application/set-weekly-hours.ts';
import { whoMay } from './who-may.ts';

/** Shop's calls as gRPC serves them. Only Noren itself takes merchants aboard. */
export const shopService = (run: ShopCalls, operations: Operations): Served =>
  served(calls.ShopServiceService, {
    registerMerchant: unary({ roles: whoMay.registerMerchant, schema: RegisterMerchant, run: run.registerMerchant }),
    createShop: unary({ roles: whoMay.createShop, schema: CreateShop, run: run.createShop }),
    changeShop: unary({ roles: whoMay.changeShop, schema: ChangeShop, run: run.changeShop }),
    setWeeklyHours: unary({ roles: whoMay.setWeeklyHours, schema: SetWeeklyHours, run: run.setWeeklyHours }),
    pauseShop: unary({ roles: whoMay.pauseShop, schema: PauseShop, run: run.pauseShop }),
    resumeShop: unary({ roles: whoMay.resumeShop, schema: ResumeShop, run: run.resumeShop }),
    closeShop: unary({ roles: whoMay.closeShop, schema: CloseShop, run: run.closeShop }),
    getMerchant: unary({ roles: whoMay.getMerchant, schema: GetMerchant, run: run.getMerchant }),
    getShop: unary({ roles: whoMay.getShop, schema: GetShop, run: run.getShop }),
    listShops: unary({ roles: whoMay.listShops, schema: ListShops, run: run.listShops }),
    getOrderable: unary({ roles: whoMay.getOrderable, schema: GetOrderable, run: run.getOrderable }),
    getOperation: unary({ roles: whoMay.getOperation, run: operations.get }),
    waitOperation: unary({ roles: whoMay.waitOperation, run: operations.wait }),
  });
