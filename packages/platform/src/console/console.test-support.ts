import { people } from '@noren/bff-contract/people';
import { calls as item } from '@noren/item-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as order } from '@noren/order-contract';
import { callFrom, grpcClient, type Host, inCall, storeRoles } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import { type TestDatabase, testDatabase, type TestHost, testHost } from '@noren/testing';
import { modules } from '../modules.ts';
import { load } from '../running.ts';
import { done, made, positionsOf, self } from '../sample-calls.ts';
import { platformIdentity } from '../sample-orders.ts';
import { readers, topics } from '../topics.ts';

/** The contexts' real engines and APIs with the console's server before them, as a platform runs them. */
export type House = Readonly<{
  db: TestDatabase;
  host: TestHost;
  console: string;
  merchantId: string;
  /** Two shops, always open. */
  shopIds: readonly [string, string];
  password: string;
  /** Places an order as a consumer platform does; resolves when it is confirmed. */
  placeOrder(shopId: string, lines: readonly Readonly<{ sku: string; quantity: number }>[]): Promise<string>;
  close(): Promise<void>;
}>;

const PASSWORD = 'correct horse battery';
const allWeek = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 1_440 }));

export async function openHouse(): Promise<House> {
  const db = await testDatabase({ stores: storeRoles });
  const byRole = Map.groupBy(
    modules.filter(({ name }) => name !== 'link-google-merchant'),
    ({ role }) => role,
  );
  const loaded = await Promise.all([...byRole].map(async ([role, places]) => [role, await Promise.all(places.map((place) => load(place)))] as const));
  const host = await testHost({ db, topics, readers, modules: Object.fromEntries(loaded) });
  try {
    const { merchantId, shopIds, placeOrder } = await merchant(host.hostOf('log'));
    await letIn(host.hostOf('log'), merchantId, shopIds);
    const console = host.started('bff-server').address ?? '';
    const close = async (): Promise<void> => {
      await host.stop();
      await db.close();
    };
    return { db, host, console, merchantId, shopIds, password: PASSWORD, placeOrder, close };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** A merchant that sells tea (20 in each shop) and one last cup. */
async function merchant(host: Host) {
  const options = { identities: host.identities, transport: host.transport, self };
  const shops = grpcClient(shop.ShopServiceClient, host.address('shop-api'), options);
  const items = grpcClient(item.ItemServiceClient, host.address('item-api'), options);
  const stock = grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options);
  const orders = grpcClient(order.OrderServiceClient, host.address('order-api'), options);
  const registered = await done('merchant', shops, (how) => shops.registerMerchant({ merchantId: '', name: 'Tea House', currency: 'GBP' }, how));
  const merchantId = made(registered, 'merchantId');
  const opened = await Promise.all(
    ['One', 'Two'].map((name) =>
      done(`shop-${name}`, shops, (how) => shops.createShop({ shopId: '', merchantId, name, timeZone: 'Europe/London', weeklyHours: allWeek }, how)),
    ),
  );
  const [first = '', second = ''] = opened.map((each) => made(each, 'shopId'));
  const lineOf = (sku: string, en: string, ja: string) => ({
    ...{ sku, gtin: undefined, price: { amount: 500, currency: 'GBP' }, taxClass: 'zero', status: 'published', imageUrls: [], soldBy: 'piece' },
    ...{ names: Object.entries({ en, ja }).map(([language, text]) => ({ language, text })), expectedVersion: undefined },
  });
  const lines = [lineOf('TEA', 'Green tea', '緑茶'), lineOf('CUP', 'Cup', '湯呑み')];
  const upserted = await done('items', items, (how) => items.upsertItems({ merchantId, lines }, how));
  const level = (sku: string, onHand: number) => ({ sku, onHand, expectedOnHand: undefined });
  for (const shopId of [first, second])
    await done(`stock-${shopId}`, stock, (how) => stock.setStock({ shopId, lines: [level('TEA', 20), level('CUP', 1)], reason: 'counted' }, how));
  const seen = positionsOf(registered, ...opened, upserted);
  const channel = platformIdentity('quickbasket', merchantId, [first, second]);
  let placed = 0;
  const placeOrder: House['placeOrder'] = (shopId, wanted) => {
    placed += 1;
    const about = { shopId, externalId: `#${placed}`, lines: wanted, decideWithinS: 3_600 };
    return inCall(callFrom({ identity: channel }), async () =>
      made(await done(`order-${placed}`, orders, (how) => orders.placeOrder(about, { ...how, seen })), 'orderId'),
    );
  };
  return { merchantId, shopIds: [first, second] as const, placeOrder };
}

/** An owner of both shops, and a clerk of the first. */
async function letIn(host: Host, merchantId: string, [first, second]: readonly [string, string]): Promise<void> {
  const client = grpcClient(people.PeopleServiceClient, host.address('bff-people'), { identities: host.identities, transport: host.transport, self });
  const all = [
    { email: 'owner@tea.example', shops: [first, second].map((shopId) => ({ shopId, role: 'owner' })) },
    { email: 'clerk@tea.example', shops: [{ shopId: first, role: 'clerk' }] },
  ];
  for (const { email, shops } of all) await client.takeOn({ merchantId, email, name: email.split('@')[0] ?? '', language: 'en', shops, password: PASSWORD });
  client.close();
}
