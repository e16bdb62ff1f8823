import { recordTable } from '@noren/engine-kit';

export type KeptMerchant = Readonly<{ name: string; currency: string }>;
export type KeptShop = Readonly<{ merchantId: string; name: string; timeZone: string; currency: string; status: string }>;

/** What a merchant is called, and in which currency it sells. */
export const merchantTable = recordTable<KeptMerchant>()({
  name: 'merchant',
  columns: { name: 'text', currency: 'text' },
  toRow: ({ name, currency }) => ({ name, currency }),
  fromRow: ({ name, currency }) => ({ name, currency }),
});

/** Whose a shop is, and what it is called. */
export const shopTable = recordTable<KeptShop>()({
  name: 'shop',
  columns: { merchant_id: 'text', name: 'text', time_zone: 'text', currency: 'text', status: 'text' },
  toRow: ({ merchantId, name, timeZone, currency, status }) => ({ merchant_id: merchantId, name, time_zone: timeZone, currency, status }),
  fromRow: (row) => ({ merchantId: row.merchant_id, name: row.name, timeZone: row.time_zone, currency: row.currency, status: row.status }),
});
