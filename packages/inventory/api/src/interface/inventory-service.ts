import type { Operations } from '@noren/engine-kit';
import { calls } from '@noren/inventory-contract';
import { refusal } from '@noren/inventory-contract/refusals';
import { answerItem, authorised, type AuthenticatedCall, type Host, parsed, type Served, served, unary } from '@noren/service-kit';
import { AdjustStock } from '../application/adjust-stock.ts';
import { CommitStock } from '../application/commit-stock.ts';
import { CountStock } from '../application/count-stock.ts';
import { GetLevelHistory } from '../application/get-level-history.ts';
import { GetStock } from '../application/get-stock.ts';
import type { InventoryCalls } from '../application/index.ts';
import { ListLedger } from '../application/list-ledger.ts';
import { ListStock } from '../application/list-stock.ts';
import { ReleaseStock } from '../application/release-stock.ts';
import { ReserveStock } from '../application/reserve-stock.ts';
import { SetSafetyStock } from '../application/set-safety-stock.ts';
import { SetStock } from '../application/set-stock.ts';
import { whoMay } from './who-may.ts';

type Edge = Pick<Host, 'identities' | 'logger'>;

/** Inventory's calls as gRPC serves them. */
export const inventoryService = (run: InventoryCalls, operations: Operations, edge: Edge): Served =>
  served(calls.InventoryServiceService, {
    setStock: unary({ roles: whoMay.setStock, schema: SetStock, run: run.setStock }),
    adjustStock: unary({ roles: whoMay.adjustStock, schema: AdjustStock, run: run.adjustStock }),
    setSafetyStock: unary({ roles: whoMay.setSafetyStock, schema: SetSafetyStock, run: run.setSafetyStock }),
    reserveStock: unary({ roles: whoMay.reserveStock, schema: ReserveStock, run: run.reserveStock }),
    commitStock: unary({ roles: whoMay.commitStock, schema: CommitStock, run: run.commitStock }),
    releaseStock: unary({ roles: whoMay.releaseStock, schema: ReleaseStock, run: run.releaseStock }),
    submit: unary({ roles: whoMay.submit, run: ({ items }) => submit(run, edge, items) }),
    getStock: unary({ roles: whoMay.getStock, schema: GetStock, run: run.getStock }),
    listStock: unary({ roles: whoMay.listStock, schema: ListStock, run: run.listStock }),
    countStock: unary({ roles: whoMay.countStock, schema: CountStock, run: run.countStock }),
    listLedger: unary({ roles: whoMay.listLedger, schema: ListLedger, run: run.listLedger }),
    getLevelHistory: unary({ roles: whoMay.getLevelHistory, schema: GetLevelHistory, run: run.getLevelHistory }),
    getOperation: unary({ roles: whoMay.getOperation, run: operations.get }),
    waitOperation: unary({ roles: whoMay.waitOperation, run: operations.wait }),
  });

/** Many callers' calls that came as one: each is checked, run and answered by itself. */
async function submit(run: InventoryCalls, edge: Edge, items: readonly calls.Submission[]): Promise<calls.SubmitResponse> {
  const results = await Promise.all(
    items.map(async ({ context, request }) => ({ result: await answerItem(edge, { context, asks: request?.$case }, (call) => one(run, request, call)) })),
  );
  return { results };
}

function one(run: InventoryCalls, request: calls.Submission['request'], caller: AuthenticatedCall) {
  if (!request) throw refusal('request_missing', 'request');
  const call = authorised(caller, whoMay[request.$case]);
  switch (request.$case) {
    case 'setStock':
      return run.setStock(parsed(SetStock, request.value), call);
    case 'adjustStock':
      return run.adjustStock(parsed(AdjustStock, request.value), call);
    case 'setSafetyStock':
      return run.setSafetyStock(parsed(SetSafetyStock, request.value), call);
    case 'reserveStock':
      return run.reserveStock(parsed(ReserveStock, request.value), call);
    case 'commitStock':
      return run.commitStock(parsed(CommitStock, request.value), call);
    case 'releaseStock':
      return run.releaseStock(parsed(ReleaseStock, request.value), call);
  }
}
