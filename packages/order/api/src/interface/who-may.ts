import type { calls } from '@noren/order-contract';
import { type Role, staff } from '@noren/service-kit';

const platform = ['platform', 'service'] as const;
/** Whoever serves moves orders on; what was sold is for who runs the shop. */
const clerk = [...staff.clerk, 'merchant', 'service'] as const;
const manager = [...staff.manager, 'merchant', 'service'] as const;
const anyone = [...staff.clerk, 'merchant', 'platform', 'service'] as const;

/** Who may ask Order what. */
export const whoMay = {
  placeOrder: platform,
  rejectOrder: clerk,
  acceptOrder: clerk,
  markReady: clerk,
  handOver: clerk,
  completeOrder: clerk,
  cancelOrder: anyone,
  returnLines: anyone,
  submit: ['service'],
  getOrder: anyone,
  listOrders: clerk,
  countOrders: clerk,
  getOrderHistory: clerk,
  getSales: manager,
  getOutcomes: ['service'],
  getOperation: anyone,
  waitOperation: anyone,
} as const satisfies Readonly<Record<keyof typeof calls.OrderServiceService, readonly Role[]>>;
