import { randomUUID } from 'node:crypto';
import { people } from '@noren/bff-contract/people';
import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { keys as link, platforms } from '@noren/link-contract';
import { keys as merchantLink } from '@noren/merchant-link-contract';
import { calls as order } from '@noren/order-contract';
import { grpcClient, type Identity, type IdentityTokens, plaintext, type RequestOptions } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import type { Accepted, Operation } from '@noren/wire';

/** Where a platform's modules are, and who is believed there. */
export type Place = Readonly<{ address(port: string): string; identities: IdentityTokens }>;

/** The modules' own APIs, asked in Noren's name. A channel is opened at its first call. */
export function contextsOf({ address, identities }: Place, subject = 'service:end-to-end') {
  const self: Identity = { subject, merchants: '*', roles: ['service', 'merchant', 'platform'] };
  const options = { identities, transport: plaintext, self };
  const clients = {
    shops: grpcClient(shop.ShopServiceClient, address('shop-api'), options),
    items: grpcClient(item.ItemServiceClient, address('item-api'), options),
    categories: grpcClient(category.CategoryServiceClient, address('category-api'), options),
    stock: grpcClient(inventory.InventoryServiceClient, address('inventory-api'), options),
    orders: grpcClient(order.OrderServiceClient, address('order-api'), options),
    platformKeys: grpcClient(link.PlatformKeyServiceClient, address('link-keys'), options),
    platforms: grpcClient(platforms.PlatformServiceClient, address('link-keys'), options),
    systemKeys: grpcClient(merchantLink.SystemKeyServiceClient, address('merchant-link-keys'), options),
    people: grpcClient(people.PeopleServiceClient, address('bff-people'), options),
  };
  return { ...clients, self, close: () => Object.values(clients).forEach((client) => client.close()) };
}
export type Contexts = ReturnType<typeof contextsOf>;

type Waits = Readonly<{ waitOperation(request: { operationId: string; timeoutMs: number }, how?: RequestOptions): Promise<Operation> }>;

/** Asks, and waits until every line is decided as it was meant. */
export async function done(client: Waits, ask: (how: RequestOptions) => Promise<Accepted>): Promise<Operation> {
  const { operationId } = await ask({ idempotencyKey: randomUUID(), deadlineMs: 30_000 });
  const operation = await client.waitOperation({ operationId, timeoutMs: 30_000 }, { deadlineMs: 35_000 });
  const refused = operation.outcomes.find(({ status }) => status !== 'done');
  if (refused) throw new Error(`not taken: ${refused.status} ${refused.refusal?.code ?? ''} ${refused.refusal?.message ?? ''}`);
  return operation;
}
