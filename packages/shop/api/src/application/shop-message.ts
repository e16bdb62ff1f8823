import type { records } from '@noren/shop-contract';
import type { ShopRecord } from '@noren/shop-store';

/** A shop as it is kept, as the proto has it. */
export const toShop = (shop: ShopRecord): records.Shop => ({ ...shop, weeklyHours: [...shop.weeklyHours] });
