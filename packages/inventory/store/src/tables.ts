import { appendOnly, columnRecords, wholeRecords } from '@noren/engine-kit';
import { foldText } from '@noren/kernel';
import { records } from '@noren/inventory-contract';

/** A level without what is computed from it. */
type StockRecord = Omit<records.StockLevel, 'available'>;
export type LedgerLine = Readonly<{
  shopId: string;
  sku: string;
  at: string;
  onHandDelta: number;
  reservedDelta: number;
  safetyDelta: number;
  reason: string;
  actor: string;
  holder?: string;
}>;

/** In columns: written with every order, checked by the database, added up by queries. */
export const stockTable = columnRecords<StockRecord>(
  'stock',
  { shopId: 'text', sku: 'text', onHand: 'bigint', reserved: 'bigint', safety: 'bigint', short: 'bigint', version: 'bigint' },
  { sku_key: ['text', ({ sku }) => foldText(sku)] },
);

export const holdTable = wholeRecords('hold', records.Hold);

/** What articles are counted in whose unit of sale was ever to change. */
export const unitTable = wholeRecords('unit', records.Unit);

/** Who changed what on the shelf, and why. */
export const ledgerTable = appendOnly<LedgerLine>(
  'ledger',
  {
    shopId: 'text',
    sku: 'text',
    at: 'timestamptz',
    onHandDelta: 'bigint',
    reservedDelta: 'bigint',
    safetyDelta: 'bigint',
    reason: 'text',
    actor: 'text',
    holder: 'text',
  },
  { sku_key: ['text', ({ sku }) => foldText(sku)] },
);
