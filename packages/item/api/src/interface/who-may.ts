import type { calls } from '@noren/item-contract';
import { type Role, staff } from '@noren/service-kit';

/** The catalogue is one for all shops of a merchant: whoever runs one of them may change it. */
const manager = [...staff.manager, 'merchant', 'service'] as const;
const anyone = [...staff.clerk, 'merchant', 'platform', 'service'] as const;
/** Drafts are not for consumer platforms to look through. */
const clerk = [...staff.clerk, 'merchant', 'service'] as const;

/** Who may ask Item what. */
export const whoMay = {
  upsertItems: manager,
  publishItem: manager,
  unpublishItem: manager,
  getItem: anyone,
  listItems: anyone,
  getItems: clerk,
  getItemsByGtin: clerk,
  searchItems: clerk,
  getOperation: anyone,
  waitOperation: anyone,
} as const satisfies Readonly<Record<keyof typeof calls.ItemServiceService, readonly Role[]>>;
