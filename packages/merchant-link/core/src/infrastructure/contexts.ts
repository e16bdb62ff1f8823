import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { calls as order } from '@noren/order-contract';
import { type GrpcClient, grpcClient, type Host, type Identity } from '@noren/service-kit';

/** A call of 10,000 lines is larger than gRPC's own limit. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** The contexts that a merchant's system talks to through us. */
export type Contexts = Readonly<{
  items: GrpcClient<item.ItemServiceService>;
  categories: GrpcClient<category.CategoryServiceService>;
  inventory: GrpcClient<inventory.InventoryServiceService>;
  orders: GrpcClient<order.OrderServiceService>;
}>;

export const self: Identity = { subject: 'service:merchant-link-core', merchants: '*', roles: ['service'] };

export function contexts(host: Host): Contexts {
  const options = { identities: host.identities, self, metrics: host.metrics, maxMessageBytes: MAX_MESSAGE_BYTES };
  return {
    items: grpcClient(item.ItemServiceClient, host.address('item-api'), options),
    categories: grpcClient(category.CategoryServiceClient, host.address('category-api'), options),
    inventory: grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options),
    orders: grpcClient(order.OrderServiceClient, host.address('order-api'), options),
  };
}
