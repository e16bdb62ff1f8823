import type { calls } from '@noren/inventory-contract';
import { type Role, staff } from '@noren/service-kit';

/** People count and see; who runs the shop says what is kept back, and moves what somebody holds. */
const clerk = [...staff.clerk, 'merchant', 'service'] as const;
const manager = [...staff.manager, 'merchant', 'service'] as const;
const anyone = [...staff.clerk, 'merchant', 'platform', 'service'] as const;

/** Who may ask Inventory what. */
export const whoMay = {
  setStock: clerk,
  adjustStock: clerk,
  setSafetyStock: manager,
  reserveStock: manager,
  commitStock: manager,
  releaseStock: manager,
  submit: ['service'],
  getStock: clerk,
  listStock: clerk,
  countStock: clerk,
  listLedger: clerk,
  getLevelHistory: clerk,
  getOperation: anyone,
  waitOperation: anyone,
} as const satisfies Readonly<Record<keyof typeof calls.InventoryServiceService, readonly Role[]>>;
