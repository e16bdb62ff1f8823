import type { Tables } from '@noren/engine-kit';
import { merchantTable, shopTable } from '@noren/shop-store';
import type { ShopRecords } from '../domain/shop.ts';

/** Where Shop's records are kept. */
export const tables: Tables<ShopRecords> = { merchant: merchantTable, shop: shopTable };
