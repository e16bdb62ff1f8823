import { idFrom } from '@noren/kernel';
import { calls as order } from '@noren/order-contract';
import { callFrom, grpcClient, inCall, type Host, type Identity } from '@noren/service-kit';
import type { Accepted, Operation, Position } from '@noren/wire';
import { articles, isDraft } from './sample-articles.ts';
import { done, self } from './sample-calls.ts';

/** Consumer platforms that order from the sample merchant. */
const platforms = ['quickbasket', 'yorimichi', 'dongne'] as const;

export const platformIdentity = (name: string, merchantId: string, shopIds: readonly string[]): Identity => ({
  subject: `platform:${idFrom('plt', merchantId, name)}`,
  name,
  former: `platform:${name}`,
  merchants: [merchantId],
  shops: shopIds,
  roles: ['platform'],
});

/** How far an order of the sample has come. */
const ends = ['confirmed', 'accepted', 'ready', 'handed_over', 'completed', 'rejected', 'cancelled'] as const;
type End = (typeof ends)[number];
type Planned = Readonly<{ shopId: string; platform: string; externalId: string; lines: readonly Readonly<{ sku: string; quantity: number }>[]; end: End }>;

/** So many orders end in each state, in the first shop and in the second. */
const counts: Readonly<Record<End, readonly [number, number]>> = {
  confirmed: [5, 2],
  accepted: [4, 2],
  ready: [3, 1],
  handed_over: [5, 2],
  completed: [3, 1],
  rejected: [1, 0],
  cancelled: [1, 1],
};

/** The same orders every time: what is in them depends on their number only. */
function planned(shopIds: readonly string[]): readonly Planned[] {
  const inStock = articles.filter(([, , , , , , , , onHand], at) => onHand > 20 && !isDraft(at));
  const wanted = ends.flatMap((end) => shopIds.flatMap((shopId, shop) => Array.from({ length: counts[end][shop] ?? 0 }, () => ({ shopId, end }))));
  return wanted.map(({ shopId, end }, at) => ({
    ...{ shopId, end, platform: platforms[at % platforms.length] ?? platforms[0], externalId: `#${String(4_217 + at * 13)}` },
    lines: Array.from({ length: 1 + ((at * 7) % 5) }, (_, line) => ({
      sku: inStock[(at * 11 + line * 17) % inStock.length]?.[0] ?? '',
      quantity: 1 + ((at + line * 3) % 3),
    })),
  }));
}

type About = Readonly<{ merchantId: string; shopIds: readonly string[]; people: readonly Identity[]; seen: readonly Position[] }>;

/** Orders in every state, placed as consumer platforms place them and moved on as people do it. Repeating it changes nothing. */
export async function loadOrders(host: Host, { merchantId, shopIds, people, seen }: About): Promise<void> {
  const orders = grpcClient(order.OrderServiceClient, host.address('order-api'), { identities: host.identities, transport: host.transport, self });
  const ask = (as: Identity, what: string, call: (how: Readonly<{ idempotencyKey: string }>) => Promise<Accepted>): Promise<Operation> =>
    inCall(callFrom({ identity: as }), () => done(what, orders, call));
  const staff = (at: number): Identity => people[at % people.length] ?? self;

  const one = async ({ shopId, platform, externalId, lines, end }: Planned, at: number): Promise<void> => {
    const channel = platformIdentity(platform, merchantId, shopIds);
    const wanted = { shopId, externalId, lines, decideWithinS: 86_400 };
    const { made } = await ask(channel, `order-${at}`, (how) => orders.placeOrder(wanted, { ...how, seen }));
    const orderId = made['orderId'] ?? '';
    const expectedVersion = undefined;
    const step = (what: string, call: (how: Readonly<{ idempotencyKey: string }>) => Promise<Accepted>) => ask(staff(at), `order-${at}-${what}`, call);
    const of = { orderId, expectedVersion };
    if (end === 'rejected') await step('reject', (how) => orders.rejectOrder({ ...of, reason: 'too_busy', message: '' }, how));
    if (end === 'cancelled') await ask(channel, `order-${at}-cancel`, (how) => orders.cancelOrder({ ...of, reason: 'customer_asked' }, how));
    if (!['accepted', 'ready', 'handed_over', 'completed'].includes(end)) return;
    await step('accept', (how) => orders.acceptOrder({ ...of, readyInMinutes: 5 * (2 + (at % 4)) }, how));
    if (end === 'accepted') return;
    await step('ready', (how) => orders.markReady(of, how));
    if (end === 'ready') return;
    await step('hand-over', (how) => orders.handOver(of, how));
    if (end === 'completed') await step('complete', (how) => orders.completeOrder(of, how));
  };
  try {
    await Promise.all(planned(shopIds).map(one));
    await shortOfStock(orders, { merchantId, shopIds, seen });
  } finally {
    orders.close();
  }
}

/** One that the shelf cannot fill: rejected for want of stock. */
async function shortOfStock(
  orders: Pick<ReturnType<typeof grpcClient<typeof order.OrderServiceService>>, 'placeOrder' | 'waitOperation'>,
  { merchantId, shopIds, seen }: Omit<About, 'people'>,
): Promise<void> {
  const [sku] = articles.find(([, , , , , , , , onHand]) => onHand === 0) ?? [];
  const [shopId] = shopIds;
  if (sku === undefined || shopId === undefined) return;
  await inCall(callFrom({ identity: platformIdentity(platforms[0], merchantId, shopIds) }), async () => {
    const lines = [{ sku, quantity: 1 }];
    const { operationId } = await orders.placeOrder(
      { shopId, externalId: '#4999', lines, decideWithinS: 86_400 },
      { idempotencyKey: 'sample-order-short', seen },
    );
    await orders.waitOperation({ operationId, timeoutMs: 30_000 });
  });
}
