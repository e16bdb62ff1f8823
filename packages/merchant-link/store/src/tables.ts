import { columnRecords } from '@noren/engine-kit';

/** Whose a shop is. */
export type ShopOwner = Readonly<{ merchantId: string }>;
export const shopOwnerTable = columnRecords<ShopOwner>('shop_owner', { merchantId: 'text' });
