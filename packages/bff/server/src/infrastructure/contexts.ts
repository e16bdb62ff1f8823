import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { keys as link, platforms } from '@noren/link-contract';
import { keys as merchantLink } from '@noren/merchant-link-contract';
import { calls as order } from '@noren/order-contract';
import { grpcClient, type Host, type Identity } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';

/** A call of 1,000 lines, or a page of 200 orders with all their lines, is larger than gRPC's own limit. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const self: Identity = { subject: 'service:bff-server', merchants: '*', roles: ['service'] };

/** Everybody whom the console's server asks, by gRPC. Each call carries the person who is logged in. */
export function contexts(host: Host) {
  const options = { identities: host.identities, transport: host.transport, self, metrics: host.metrics, maxMessageBytes: MAX_MESSAGE_BYTES };
  const clients = {
    shops: grpcClient(shop.ShopServiceClient, host.address('shop-api'), options),
    items: grpcClient(item.ItemServiceClient, host.address('item-api'), options),
    categories: grpcClient(category.CategoryServiceClient, host.address('category-api'), options),
    inventory: grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options),
    orders: grpcClient(order.OrderServiceClient, host.address('order-api'), options),
    platformKeys: grpcClient(link.PlatformKeyServiceClient, host.address('link-keys'), options),
    platforms: grpcClient(platforms.PlatformServiceClient, host.address('link-keys'), options),
    systemKeys: grpcClient(merchantLink.SystemKeyServiceClient, host.address('merchant-link-keys'), options),
  };
  return {
    ...clients,
    close: () => {
      for (const client of Object.values(clients)) client.close();
    },
  };
}

export type Contexts = ReturnType<typeof contexts>;
