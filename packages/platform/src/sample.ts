import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { foldText } from '@noren/kernel';
import { grpcClient, type GrpcClient, type Host, type Identity, type RequestOptions } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import type { Accepted, Operation, Position } from '@noren/wire';
import { articles, categories } from './sample-articles.ts';

/** The sample merchant as the platform knows it. */
export type SampleMerchant = Readonly<{ merchantId: string; shopId: string; sku: string }>;

/** Noren itself, asking. */
export const self: Identity = { subject: 'service:platform', merchants: '*', roles: ['service', 'merchant'] };
const allWeek = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 24 * 60 }));
const names = (en: string, ja: string) => [
  { language: 'en', text: en },
  { language: 'ja', text: ja },
];

/**
 * A merchant with a shop that is always open, a page of articles, their categories and stock, made through the contexts' public APIs. Under the same
 * idempotency keys every time, so that one interrupted is gone on with, and repeating it changes nothing.
 */
export async function loadSample(host: Host): Promise<SampleMerchant> {
  const options = { identities: host.identities, self };
  const shops = grpcClient(shop.ShopServiceClient, host.address('shop-api'), options);
  const items = grpcClient(item.ItemServiceClient, host.address('item-api'), options);
  const tree = grpcClient(category.CategoryServiceClient, host.address('category-api'), options);
  const stock = grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options);
  try {
    const merchant = await done('merchant', shops, (how) => shops.registerMerchant({ merchantId: '', name: 'Sakura & Sons', currency: 'GBP' }, how));
    const merchantId = made(merchant, 'merchantId');
    const place = { shopId: '', merchantId, name: 'Sakura & Sons, Marylebone', timeZone: 'Europe/London', weeklyHours: allWeek };
    const opened = await done('shop', shops, (how) => shops.createShop(place, how));
    const shopId = made(opened, 'shopId');
    const seen = positionsOf(merchant, opened);

    const lines = articles.map(([sku, gtin, en, ja, amount, , taxClass]) => ({
      sku,
      gtin,
      names: names(en, ja),
      price: { amount, currency: 'GBP' },
      taxClass,
      status: 'published',
      imageUrls: [],
      soldBy: 'piece',
    }));
    await done('items', items, (how) => items.upsertItems({ merchantId, lines }, { ...how, seen }));
    await fileArticles(tree, merchantId, seen);
    const counted = articles.map(([sku, , , , , , , onHand]) => ({ sku, onHand }));
    await done('stock', stock, (how) => stock.setStock({ shopId, lines: counted, reason: 'counted' }, { ...how, seen }));
    return { merchantId, shopId, sku: articles[0][0] };
  } finally {
    for (const client of [shops, items, tree, stock]) client.close();
  }
}

async function fileArticles(tree: GrpcClient<typeof category.CategoryServiceService>, merchantId: string, seen: readonly Position[]): Promise<void> {
  const idOf = (key: string): string => (key === '' ? '' : `cat_sample_${key}_${foldText(merchantId).slice(-12)}`);
  const lines = categories.map(([key, parent, en, ja], position) => ({ categoryId: idOf(key), parentId: idOf(parent), names: names(en, ja), position }));
  await done('categories', tree, (how) => tree.createCategories({ merchantId, lines }, { ...how, seen }));
  const filings = articles.map(([sku, , , , , key]) => ({ sku, categoryId: idOf(key) }));
  await done('filings', tree, (how) => tree.fileItems({ merchantId, lines: filings }, { ...how, seen }));
}

type Waits = Readonly<{ waitOperation(request: { operationId: string; timeoutMs: number }): Promise<Operation> }>;

/** Asks, and waits until every line is decided. A refusal of any line ends the sample: it is ours, and it is wrong. */
async function done(what: string, service: Waits, ask: (how: RequestOptions) => Promise<Accepted>): Promise<Operation> {
  const { operationId } = await ask({ idempotencyKey: `sample-${what}` });
  const operation = await service.waitOperation({ operationId, timeoutMs: 30_000 });
  const refused = operation.outcomes.find(({ status }) => status !== 'done');
  if (refused)
    throw new Error(`the sample's ${what} were not taken: ${refused.status} ${refused.refusal?.code ?? ''} ${refused.refusal?.message ?? ''}`.trim());
  return operation;
}

function made({ made: ids }: Operation, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the sample's call made no ${name}`);
  return id;
}

const positionsOf = (...operations: readonly Operation[]): readonly Position[] =>
  operations.flatMap(({ outcomes }) => outcomes.flatMap(({ positions }) => positions));
