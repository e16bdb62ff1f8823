import { type Role, staff } from '@noren/service-kit';
import type { calls } from '@noren/shop-contract';

/** Whoever runs a shop says when it takes orders; that it is there at all, and what it is called, is its owner's. */
const manager = [...staff.manager, 'merchant', 'service'] as const;
const owner = [...staff.owner, 'merchant', 'service'] as const;
const anyone = [...staff.clerk, 'merchant', 'platform', 'service'] as const;

/** Who may ask Shop what. */
export const whoMay = {
  registerMerchant: ['service'],
  changeMerchant: ['service'],
  suspendMerchant: ['service'],
  resumeMerchant: ['service'],
  createShop: owner,
  changeShop: owner,
  setWeeklyHours: manager,
  pauseShop: manager,
  resumeShop: manager,
  closeShop: owner,
  getMerchant: anyone,
  listMerchants: ['service'],
  getShop: anyone,
  listShops: anyone,
  getOrderable: anyone,
  getOperation: anyone,
  waitOperation: anyone,
} as const satisfies Readonly<Record<keyof typeof calls.ShopServiceService, readonly Role[]>>;
