import { setTimeout as sleep } from 'node:timers/promises';
import { platformScopes } from '@noren/link-contract/scopes';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { type IdentityTokens, identityTokens } from '@noren/service-kit';
import { derived } from '@noren/service-kit/postgres';
import type { Operation, Position } from '@noren/wire';
import { type Contexts, contextsOf, done, type Place } from '../support/contexts.ts';
import { ask, at, type Door } from './http.ts';

/** A merchant to test with: shops that never close, every one with the same articles and as much of each. */
export type Merchant = Readonly<{ merchantId: string; shops: readonly string[]; skus: readonly string[]; onHand: number; api: Door; system: Door }>;
export type Wanted = Readonly<{ shops: number; articles: number; onHand: number }>;

const allWeek = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 24 * 60 }));

/** Who may ask inside a platform that made its identity secret of the database administrator's password. */
export const identitiesOf = (database: string): IdentityTokens => identityTokens({ secret: derived(new URL(database).password, 'identity') });

/** What is on the shelves before anybody buys. */
export const opening = ({ shops, skus, onHand }: Merchant) => shops.flatMap((shopId) => skus.map((sku) => ({ shopId, sku, onHand })));

/** Makes a merchant through the contexts' own APIs and waits until consumer platforms see all of it. */
export async function makeMerchant(place: Place, { shops, articles, onHand }: Wanted): Promise<Merchant> {
  const clients = contextsOf(place, 'service:platform');
  try {
    const registered = await done(clients.shops, (how) => clients.shops.registerMerchant({ merchantId: '', name: 'Under test', currency: 'GBP' }, how));
    const merchantId = registered.made['merchantId'] ?? '';
    const skus = Array.from({ length: articles }, (_, index) => `SKU-${index + 1}`);
    const seen = [...positions(registered), ...positions(await makeItems(clients.items, merchantId, skus))];
    const shopIds: string[] = [];
    for (let index = 0; index < shops; index += 1) shopIds.push(await makeShop(clients, { merchantId, name: `Shop ${index + 1}`, skus, onHand, seen }));
    const platform = await clients.platformKeys.createKey({
      platform: `test-${merchantId.slice(-12)}`,
      merchantIds: [merchantId],
      scopes: [...platformScopes],
    });
    const system = await clients.systemKeys.createKey({ keyId: '', system: `till-${merchantId.slice(-12)}`, merchantId, scopes: [...systemScopes] });
    const api = { url: `http://${place.address('link-core')}`, apiKey: platform.secret };
    for (const shopId of shopIds) await seenBy(api, shopId, skus);
    return { merchantId, shops: shopIds, skus, onHand, api, system: { url: `http://${place.address('merchant-link-core')}`, apiKey: system.secret } };
  } finally {
    clients.close();
  }
}

type NewShop = Readonly<{ merchantId: string; name: string; skus: readonly string[]; onHand: number; seen: readonly Position[] }>;

async function makeShop({ shops, stock }: Contexts, { merchantId, name, skus, onHand, seen }: NewShop): Promise<string> {
  const request = { shopId: '', merchantId, name, timeZone: 'Europe/London', weeklyHours: allWeek };
  const opened = await done(shops, (how) => shops.createShop(request, { ...how, seen }));
  const shopId = opened.made['shopId'] ?? '';
  const counted = { shopId, lines: skus.map((sku) => ({ sku, onHand })), reason: 'counted' };
  await done(stock, (how) => stock.setStock(counted, { ...how, seen: [...seen, ...positions(opened)] }));
  return shopId;
}

const makeItems = (items: Contexts['items'], merchantId: string, skus: readonly string[]): Promise<Operation> =>
  done(items, (how) =>
    items.upsertItems(
      {
        merchantId,
        lines: skus.map((sku, index) => ({
          sku,
          names: [{ language: 'en', text: `Article ${sku}` }],
          price: { amount: 100 + index, currency: 'GBP' },
          taxClass: 'standard',
          status: 'published',
          imageUrls: [],
          soldBy: 'piece',
        })),
      },
      how,
    ),
  );

const positions = ({ outcomes }: Operation): readonly Position[] => outcomes.flatMap((outcome) => outcome.positions);

/** Consumer platforms read what Link has heard so far. */
async function seenBy(api: Door, shopId: string, skus: readonly string[]): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(30)) {
    const answers = await Promise.all(skus.map((sku) => ask(api, { method: 'GET', path: `/v1/shops/${shopId}/items/${sku}/orderable?quantity=1` })));
    if (answers.every((answer) => answer?.status === 200 && at(answer.body, 'orderable') === true)) return;
  }
  throw new Error(`Link has not heard of ${shopId} in time`);
}
