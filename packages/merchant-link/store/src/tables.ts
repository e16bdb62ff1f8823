import { recordTable } from '@noren/engine-kit';

/** Whose a shop is. */
export const shopOwnerTable = recordTable<Readonly<{ merchantId: string }>>()({
  name: 'shop_owner',
  columns: { merchant_id: 'text' },
  toRow: ({ merchantId }) => ({ merchant_id: merchantId }),
  fromRow: (row) => ({ merchantId: row.merchant_id }),
});
