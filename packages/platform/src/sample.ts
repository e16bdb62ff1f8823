import { calls as category } from '@noren/category-contract';
import { calls as inventory } from '@noren/inventory-contract';
import { calls as item } from '@noren/item-contract';
import { foldText } from '@noren/kernel';
import { grpcClient, type GrpcClient, type Host } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import type { Position } from '@noren/wire';
import type { Article } from './sample-article.ts';
import { articles, categories, isDraft } from './sample-articles.ts';
import { done, made, positionsOf, self } from './sample-calls.ts';

/** The sample merchant as the platform knows it. */
type SampleMerchant = Readonly<{ merchantId: string; shopId: string; shopIds: readonly string[]; sku: string; seen: readonly Position[] }>;

/** Always open: the sample is loaded, and ordered from, at any hour of any day. */
const allWeek = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 24 * 60 }));
const names = (en: string, ja: string, ko: string) => [
  { language: 'en', text: en },
  { language: 'ja', text: ja },
  { language: 'ko', text: ko },
];

/**
 * A merchant with two shops that are always open, some hundred articles, their categories and stock, made through the contexts' public APIs. Under the same
 * idempotency keys every time, so that one interrupted is gone on with, and repeating it changes nothing.
 */
export async function loadSample(host: Host): Promise<SampleMerchant> {
  const options = { identities: host.identities, transport: host.transport, self };
  const shops = grpcClient(shop.ShopServiceClient, host.address('shop-api'), options);
  const items = grpcClient(item.ItemServiceClient, host.address('item-api'), options);
  const tree = grpcClient(category.CategoryServiceClient, host.address('category-api'), options);
  const stock = grpcClient(inventory.InventoryServiceClient, host.address('inventory-api'), options);
  try {
    const merchant = await done('merchant', shops, (how) => shops.registerMerchant({ merchantId: '', name: 'Sakura & Sons', currency: 'GBP' }, how));
    const merchantId = made(merchant, 'merchantId');
    const place = { shopId: '', merchantId, timeZone: 'Europe/London' };
    const opened = await done('shop', shops, (how) => shops.createShop({ ...place, name: 'Sakura & Sons, Marylebone', weeklyHours: allWeek }, how));
    const second = await done('second-shop', shops, (how) => shops.createShop({ ...place, name: 'Sakura & Sons, Shoreditch', weeklyHours: allWeek }, how));
    const shopIds = [made(opened, 'shopId'), made(second, 'shopId')];
    const [shopId = ''] = shopIds;
    const seen = positionsOf(merchant, opened, second);

    const upserted = await done('items', items, (how) => items.upsertItems({ merchantId, lines: articles.map(lineOf) }, { ...how, seen }));
    await Promise.all([
      fileArticles(tree, merchantId, seen),
      ...shopIds.map((each, at) => {
        // The second is smaller.
        const lines = articles.map(([sku, , , , , , , , onHand]) => ({ sku, onHand: at === 0 ? onHand : Math.ceil(onHand / 2), expectedOnHand: undefined }));
        return done(`stock-${at}`, stock, (how) => stock.setStock({ shopId: each, lines, reason: 'counted' }, { ...how, seen }));
      }),
      ...shopIds.map((each, at) => {
        const lines = articles.filter(([, , , , , pence]) => pence > 800).map(([sku]) => ({ sku, safety: 2 }));
        return done(`safety-${at}`, stock, (how) => stock.setSafetyStock({ shopId: each, lines }, { ...how, seen }));
      }),
    ]);
    return { merchantId, shopId, shopIds, sku: articles[0]?.[0] ?? '', seen: [...seen, ...positionsOf(upserted)] };
  } finally {
    for (const client of [shops, items, tree, stock]) client.close();
  }
}

const lineOf = ([sku, gtin, en, ja, ko, amount, , taxClass]: Article, at: number) => ({
  ...{ sku, gtin, names: names(en, ja, ko), price: { amount, currency: 'GBP' }, taxClass, imageUrls: [], soldBy: 'piece', expectedVersion: undefined },
  status: isDraft(at) ? 'draft' : 'published',
});

async function fileArticles(tree: GrpcClient<typeof category.CategoryServiceService>, merchantId: string, seen: readonly Position[]): Promise<void> {
  const idOf = (key: string): string => (key === '' ? '' : `cat_sample_${key}_${foldText(merchantId).slice(-12)}`);
  const lines = categories.map(([key, parent, en, ja, ko], position) => ({
    ...{ categoryId: idOf(key), parentId: idOf(parent), names: names(en, ja, ko), position },
  }));
  await done('categories', tree, (how) => tree.createCategories({ merchantId, lines }, { ...how, seen }));
  const filings = articles.map(([sku, , , , , , key]) => ({ sku, categoryId: idOf(key) }));
  await done('filings', tree, (how) => tree.fileItems({ merchantId, lines: filings }, { ...how, seen }));
}
