import { randomUUID } from 'node:crypto';
import { people } from '@noren/bff-contract/people';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { keys as link } from '@noren/link-contract';
import { keys as merchantLink } from '@noren/merchant-link-contract';
import { calls as order } from '@noren/order-contract';
import { grpcClient, type Identity, type RequestOptions } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import { eventually } from '@noren/testing';
import type { Accepted, Operation } from '@noren/wire';
import pg from 'pg';
import { type Edge, edgeAt } from './edge.ts';
import type { Noren } from './noren.ts';

/** Noren itself, asking. */
const self: Identity = { subject: 'service:end-to-end', merchants: '*', roles: ['service', 'merchant', 'platform'] };

/** The contexts' own APIs, asked in Noren's name. */
export function contextsOf({ address, identities }: Noren) {
  const options = { identities, self };
  const clients = {
    shops: grpcClient(shop.ShopServiceClient, address('shop-api'), options),
    items: grpcClient(item.ItemServiceClient, address('item-api'), options),
    stock: grpcClient(inventory.InventoryServiceClient, address('inventory-api'), options),
    orders: grpcClient(order.OrderServiceClient, address('order-api'), options),
    platformKeys: grpcClient(link.PlatformKeyServiceClient, address('link-keys'), options),
    people: grpcClient(people.PeopleServiceClient, address('bff-people'), options),
    systemKeys: grpcClient(merchantLink.SystemKeyServiceClient, address('merchant-link-keys'), options),
  };
  return { ...clients, close: () => Object.values(clients).forEach((client) => client.close()) };
}
export type Contexts = ReturnType<typeof contextsOf>;

type Waits = Readonly<{ waitOperation(request: { operationId: string; timeoutMs: number }): Promise<Operation> }>;

/** Asks, and waits until every line is decided as it was meant. */
export async function done(client: Waits, ask: (how: RequestOptions) => Promise<Accepted>): Promise<Operation> {
  const { operationId } = await ask({ idempotencyKey: randomUUID() });
  const operation = await client.waitOperation({ operationId, timeoutMs: 30_000 });
  const refused = operation.outcomes.find(({ status }) => status !== 'done');
  if (refused) throw new Error(`not taken: ${refused.status} ${refused.refusal?.code ?? ''} ${refused.refusal?.message ?? ''}`);
  return operation;
}

type Stocked = Readonly<{ sku: string; price: number; onHand: number }>;

/** A merchant with a shop that is always open, and whoever asks in its name or about it. */
export type Merchant = Readonly<{
  merchantId: string;
  shopId: string;
  /** A consumer platform that the merchant has let in, at the merchant API. */
  platform: Edge;
  platformKey: string;
  platformKeyId: string;
  /** The merchant's own till, at Merchant Link. */
  till: Edge;
  tillKey: string;
}>;

/** Made through the contexts' own APIs; resolves when both edges know of it. */
export async function newMerchant(
  noren: Noren,
  contexts: Contexts,
  { platform = 'hungry', articles }: Readonly<{ platform?: string; articles: readonly Stocked[] }>,
): Promise<Merchant> {
  const { shops, items, stock } = contexts;
  const merchant = await done(shops, (how) => shops.registerMerchant({ merchantId: '', name: 'Matsu & Co', currency: 'GBP' }, how));
  const merchantId = merchant.made['merchantId'] ?? '';
  const weeklyHours = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 24 * 60 }));
  const opened = await done(shops, (how) => shops.createShop({ shopId: '', merchantId, name: 'Matsu, Soho', timeZone: 'Europe/London', weeklyHours }, how));
  const shopId = opened.made['shopId'] ?? '';
  const seen = [merchant, opened].flatMap(({ outcomes }) => outcomes.flatMap(({ positions }) => positions));
  const lines = articles.map(({ sku, price }) => ({
    sku,
    gtin: undefined,
    names: [{ language: 'en', text: `Article ${sku}` }],
    price: { amount: price, currency: 'GBP' },
    taxClass: 'standard',
    status: 'published',
    soldBy: 'piece',
    imageUrls: [],
  }));
  await done(items, (how) => items.upsertItems({ merchantId, lines }, { ...how, seen }));
  await done(stock, (how) => stock.setStock({ shopId, lines: articles.map(({ sku, onHand }) => ({ sku, onHand })), reason: 'counted' }, { ...how, seen }));

  const key = await contexts.platformKeys.createKey({ platform, merchantIds: [merchantId] });
  const system = await contexts.systemKeys.createKey({ system: 'till', merchantId });
  const asPlatform = await edgeAt(`http://${noren.address('link-core')}`, key.secret);
  // Merchant Link believes for some seconds what it knows of a key: it is used first when its shop is known.
  await eventually(() => isOwned(noren, shopId), 20_000);
  const till = await edgeAt(`http://${noren.address('merchant-link-core')}`, system.secret);
  const wanted = articles.filter(({ onHand }) => onHand > 0).length;
  await eventually(async () => {
    const { status, body } = await asPlatform.get(`/v1/shops/${shopId}/catalogue?limit=200`);
    const found = status === 200 && Array.isArray(body['items']) ? body['items'].filter((one) => Reflect.get(Object(one), 'available') > 0) : [];
    return found.length >= Math.min(wanted, 200);
  }, 20_000);
  return { merchantId, shopId, platform: asPlatform, platformKey: key.secret, platformKeyId: key.key?.keyId ?? '', till, tillKey: system.secret };
}

async function isOwned(noren: Noren, shopId: string): Promise<boolean> {
  return (await rowsOf(noren, 'SELECT FROM merchant_link.shop_owner WHERE key = $1', [shopId])).length === 1;
}

/** Asks the database itself. */
export async function rowsOf({ database }: Noren, sql: string, values: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query<Readonly<Record<string, unknown>>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
