import type { ApiParts } from '@noren/engine-kit';
import type { calls, commands } from '@noren/inventory-contract';
import type { StockQueries } from '@noren/inventory-store';
import { adjustStock } from './adjust-stock.ts';
import { commitStock } from './commit-stock.ts';
import { countStock } from './count-stock.ts';
import { getLevelHistory } from './get-level-history.ts';
import { getStock } from './get-stock.ts';
import { listLedger } from './list-ledger.ts';
import { listStock } from './list-stock.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { setSafetyStock } from './set-safety-stock.ts';
import { setStock } from './set-stock.ts';

/** Everything Inventory can be asked. */
export const inventoryCalls = ({ submit, queries }: ApiParts<typeof calls, typeof commands, StockQueries>) => ({
  setStock: setStock(submit),
  adjustStock: adjustStock(submit),
  setSafetyStock: setSafetyStock(submit),
  reserveStock: reserveStock(submit),
  commitStock: commitStock(submit),
  releaseStock: releaseStock(submit),
  getStock: getStock(queries),
  listStock: listStock(queries),
  countStock: countStock(queries),
  listLedger: listLedger(queries),
  getLevelHistory: getLevelHistory(queries),
});
