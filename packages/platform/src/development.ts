import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@noren/kernel';
import { keys as link, platforms as linkPlatforms } from '@noren/link-contract';
import { platformScopes } from '@noren/link-contract/scopes';
import { keys as merchantLink } from '@noren/merchant-link-contract';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { grpcClient, type Host } from '@noren/service-kit';
import { calls as shop } from '@noren/shop-contract';
import { z } from 'zod';
import type { DevFile, DevPlaces, Edge } from './dev-file.ts';
import type { Platform } from './platform.ts';
import { self } from './sample-calls.ts';
import { loadOrders } from './sample-orders.ts';
import { loadPeople } from './sample-people.ts';
import { loadSample } from './sample.ts';
import { step } from './steps.ts';

/** What is kept between runs: keys are shown once, so the data folder remembers them, readable by its owner only. */
const Login = z.object({ email: z.string(), password: z.string() });
const StoredSample = z.object({
  ...{ merchantId: z.string(), shopId: z.string(), sku: z.string(), platformKey: z.string(), systemKey: z.string() },
  /** Since there is a console; a folder from before is loaded anew. */
  console: z.object({ owner: Login, manager: Login, clerk: Login }),
});
type StoredSample = z.infer<typeof StoredSample>;

/** The sample merchant and keys to try things with: as kept, or made where the database is new. */
export async function development(platform: Platform, dataDir: string): Promise<DevFile> {
  const host = platform.host();
  const places = placesIn(platform);
  const file = join(dataDir, 'sample.json');
  let stored = existsSync(file) ? StoredSample.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;
  if (stored === undefined || !(await isThere(host, stored))) {
    stored = await step('loading the sample merchant', () => makeSample(host, places.merchantApi.url));
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(stored, null, 2), { mode: 0o600 });
  }
  const { merchantId, shopId, sku, platformKey, systemKey, console: people } = stored;
  return {
    ...places,
    merchantApi: { ...places.merchantApi, apiKey: platformKey },
    merchantLink: { ...places.merchantLink, apiKey: systemKey },
    console: { ...places.console, login: people.owner, manager: people.manager, clerk: people.clerk },
    sample: { merchantId, shopId, sku },
  };
}

/** Where everything of a platform is. */
export function placesIn(platform: Platform): DevPlaces {
  const { running, database, kafka, operatorKey = '' } = platform;
  const host = platform.host();
  const edge = (module: string): Edge => {
    const started = running.find(({ place }) => place.name === module)?.started;
    return { url: started?.address ?? '', docs: started?.docs ?? '', openapi: started?.openapi ?? '' };
  };
  return {
    merchantApi: edge('link-core'),
    merchantLink: edge('merchant-link-core'),
    console: { url: edge('bff-server').url },
    admin: { address: host.address('admin-api'), key: operatorKey },
    grpc: {
      shop: host.address('shop-api'),
      item: host.address('item-api'),
      category: host.address('category-api'),
      inventory: host.address('inventory-api'),
      order: host.address('order-api'),
    },
    database: database.adminUrl ?? database.url('log'),
    ...(kafka === undefined ? {} : { kafka }),
    pid: process.pid,
  };
}

/** The database may have been replaced under the data folder. */
async function isThere(host: Host, { shopId }: StoredSample): Promise<boolean> {
  const shops = grpcClient(shop.ShopServiceClient, host.address('shop-api'), { identities: host.identities, transport: host.transport, self });
  try {
    await shops.getShop({ shopId });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return false;
    throw error;
  } finally {
    shops.close();
  }
}

async function makeSample(host: Host, merchantApi: string): Promise<StoredSample> {
  const { merchantId, shopId, shopIds, sku, seen } = await loadSample(host);
  const { identities, ...people } = await loadPeople(host, merchantId, shopIds);
  await loadOrders(host, { merchantId, shopIds, people: identities, seen });
  const options = { identities: host.identities, transport: host.transport, self };
  const platforms = grpcClient(link.PlatformKeyServiceClient, host.address('link-keys'), options);
  const systems = grpcClient(merchantLink.SystemKeyServiceClient, host.address('merchant-link-keys'), options);
  try {
    const platform = await platforms.createKey({ platform: 'development', merchantIds: [merchantId], scopes: [...platformScopes] });
    await askToSell(host, merchantApi, merchantId);
    const system = await systems.createKey({ keyId: '', system: 'development', merchantId, scopes: [...systemScopes] });
    return { merchantId, shopId, sku, platformKey: platform.secret, systemKey: system.secret, console: people };
  } finally {
    platforms.close();
    systems.close();
  }
}

/** A platform of the operator's that wants to sell for the sample merchant, to be answered in the console. */
async function askToSell(host: Host, merchantApi: string, merchantId: string): Promise<void> {
  const platforms = grpcClient(linkPlatforms.PlatformServiceClient, host.address('link-keys'), {
    identities: host.identities,
    transport: host.transport,
    self,
  });
  try {
    const { platformId } = await platforms.createPlatform({ platformId: '', name: 'eats' });
    const { secret } = await platforms.createPlatformKey({ platformId, scopes: ['catalogue:read'], keyId: '' });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const asked = await fetch(`${merchantApi}/v1/connections`, { method: 'POST', headers, body: JSON.stringify({ merchant: merchantId }) });
    if (!asked.ok) throw new Error(`the sample platform may not ask: ${asked.status} ${await asked.text()}`);
  } finally {
    platforms.close();
  }
}
