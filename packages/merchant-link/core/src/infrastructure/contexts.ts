import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item, type records as items } from '@noren/item-contract';
import { calls as order, type records } from '@noren/order-contract';
import { grpcClient, type Host, type Identity } from '@noren/service-kit';
import type { Contexts } from '../application/ports.ts';

/** A call of 10,000 lines is larger than gRPC's own limit. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const self: Identity = { subject: 'service:merchant-link-core', merchants: '*', roles: ['service'] };

/** The contexts by gRPC, and how their connections are closed. */
export function contexts(host: Host): Contexts<records.Order, items.Item> & Readonly<{ close(): void }> {
  const options = { identities: host.identities, transport: host.transport, self, metrics: host.metrics, maxMessageBytes: MAX_MESSAGE_BYTES };
  const clients = {
    items: grpcClient(item.ItemServiceClient, host.address('item-api'), options),
    categories: grpcClient(category.CategoryServiceClient, host.address('category-api'), options),
    inventory: grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options),
    orders: grpcClient(order.OrderServiceClient, host.address('order-api'), options),
  };
  return {
    ...clients,
    close: () => {
      for (const client of Object.values(clients)) client.close();
    },
  };
}
