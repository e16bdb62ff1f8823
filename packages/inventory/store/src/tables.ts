import { type BookTable, recordTable } from '@noren/engine-kit';
import { foldText } from '@noren/kernel';

type StockRecord = Readonly<{ shopId: string; sku: string; onHand: number; reserved: number; safety: number; short: number }>;
type HoldRecord = Readonly<{
  shopId: string;
  holder: string;
  status: 'held' | 'committed' | 'released';
  lines: readonly Readonly<{ sku: string; quantity: number }>[];
  expiresAt?: string;
}>;

export const stockTable = recordTable<StockRecord>()({
  name: 'stock',
  columns: { shop_id: 'text', sku: 'text', sku_key: 'text', on_hand: 'bigint', reserved: 'bigint', safety: 'bigint', short: 'bigint' },
  toRow: ({ shopId, sku, onHand, reserved, safety, short }) => ({ shop_id: shopId, sku, sku_key: foldText(sku), on_hand: onHand, reserved, safety, short }),
  fromRow: (row) => ({ shopId: row.shop_id, sku: row.sku, onHand: row.on_hand, reserved: row.reserved, safety: row.safety, short: row.short }),
});

export const holdTable = recordTable<HoldRecord>()({
  name: 'hold',
  columns: { shop_id: 'text', holder: 'text', status: 'text', lines: 'jsonb', expires_at: 'timestamptz' },
  toRow: ({ shopId, holder, status, lines, expiresAt }) => ({ shop_id: shopId, holder, status, lines, expires_at: expiresAt ?? null }),
  fromRow: (row) => ({
    shopId: row.shop_id,
    holder: row.holder,
    status: row.status as HoldRecord['status'],
    lines: row.lines as HoldRecord['lines'],
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  }),
});

/** Who changed what on the shelf, and why. */
export const ledgerBook: BookTable = {
  name: 'ledger',
  columns: {
    shop_id: 'text',
    sku: 'text',
    sku_key: 'text',
    at: 'timestamptz',
    on_hand_delta: 'bigint',
    reserved_delta: 'bigint',
    safety_delta: 'bigint',
    reason: 'text',
    actor: 'text',
    holder: 'text',
  },
  toRow: (line) => ({
    shop_id: line['shopId'],
    sku: line['sku'],
    sku_key: foldText(String(line['sku'])),
    at: line['at'],
    on_hand_delta: line['onHandDelta'],
    reserved_delta: line['reservedDelta'],
    safety_delta: line['safetyDelta'],
    reason: line['reason'],
    actor: line['actor'],
    holder: line['holder'],
  }),
};
