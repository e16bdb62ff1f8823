import { platformScopes } from '@noren/link-contract/scopes';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { eventually } from '@noren/testing';
import pg from 'pg';
import { type Contexts, done } from './contexts.ts';
import { type Edge, edgeAt } from './edge.ts';
import type { Noren } from './noren.ts';

type Stocked = Readonly<{ sku: string; price: number; onHand: number }>;

/** A merchant with a shop that is always open, and whoever asks in its name or about it. */
export type Merchant = Readonly<{
  merchantId: string;
  shopId: string;
  /** A consumer platform that the merchant has let in, at the merchant API. */
  platform: Edge;
  platformKey: string;
  platformKeyId: string;
  platformId: string;
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

  const key = await contexts.platformKeys.createKey({ platform, merchantIds: [merchantId], scopes: [...platformScopes] });
  const system = await contexts.systemKeys.createKey({ keyId: '', system: 'till', merchantId, scopes: [...systemScopes] });
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
  const { keyId: platformKeyId = '', platformId = '' } = key.key ?? {};
  return { merchantId, shopId, platform: asPlatform, platformKey: key.secret, platformKeyId, platformId, till, tillKey: system.secret };
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
