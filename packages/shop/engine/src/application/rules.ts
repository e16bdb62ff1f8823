import { type Changes, decider } from '@noren/kernel';
import { changeMerchant } from '../domain/change-merchant.ts';
import { changeShop } from '../domain/change-shop.ts';
import { closeShop } from '../domain/close-shop.ts';
import { createShop } from '../domain/create-shop.ts';
import { pauseShop } from '../domain/pause-shop.ts';
import { registerMerchant } from '../domain/register-merchant.ts';
import { resumeMerchant } from '../domain/resume-merchant.ts';
import { resumeShop } from '../domain/resume-shop.ts';
import { setWeeklyHours } from '../domain/set-weekly-hours.ts';
import type { Merchant, Shop, ShopCommand, ShopEvent, ShopRecords } from '../domain/shop.ts';
import { suspendMerchant } from '../domain/suspend-merchant.ts';

/** All that Shop can be asked, and all that it tells. An event carries the whole record as it is after it. */
export const shopRules = decider<ShopRecords, ShopCommand, ShopEvent>({
  commands: {
    RegisterMerchant: registerMerchant,
    ChangeMerchant: changeMerchant,
    SuspendMerchant: suspendMerchant,
    ResumeMerchant: resumeMerchant,
    CreateShop: createShop,
    ChangeShop: changeShop,
    SetWeeklyHours: setWeeklyHours,
    PauseShop: pauseShop,
    ResumeShop: resumeShop,
    CloseShop: closeShop,
  },
  events: {
    MerchantRegistered: (_view, event) => theMerchantIs(event),
    MerchantChanged: (_view, event) => theMerchantIs(event),
    MerchantSuspended: (_view, event) => theMerchantIs(event),
    MerchantResumed: (_view, event) => theMerchantIs(event),
    ShopCreated: (_view, event) => theShopIs(event),
    ShopChanged: (_view, event) => theShopIs(event),
    WeeklyHoursSet: (_view, event) => theShopIs(event),
    ShopPaused: (_view, event) => theShopIs(event),
    ShopResumed: (_view, event) => theShopIs(event),
    ShopClosed: (_view, event) => theShopIs(event),
  },
});

function theMerchantIs({ merchant }: { readonly merchant: Merchant }): Changes<ShopRecords> {
  return { merchant: { [merchant.merchantId]: merchant } };
}

function theShopIs({ shop }: { readonly shop: Shop }): Changes<ShopRecords> {
  return { shop: { [shop.shopId]: shop } };
}
