import type { DevFile, DevPlaces } from './dev-file.ts';
import type { Platform } from './platform.ts';
import { table } from './steps.ts';

/** What whoever started the platform sees when it is ready. */
export async function announce({ running, database, log, ops }: Platform, dev?: DevFile | DevPlaces): Promise<string> {
  const rows = await Promise.all(running.map(async ({ place, started }) => [place.name, started.address ?? '-', stateOf(await started.notReady())] as const));
  const modules = table([
    ['module', 'address', 'state'],
    ...rows,
    ['postgres', database.place, 'ready'],
    ...(log === undefined ? [] : [['kafka', log, 'ready']]),
    ['health and metrics', ops, 'ready'],
  ]);
  return `\n${modules}\n${dev ? `\n${'sample' in dev ? `${DEVELOPMENT}\n\n${edges(dev)}\n\n${commands(dev)}` : movingIn(dev)}\n` : ''}\n`;
}

const DEVELOPMENT = 'For development: with a sample merchant, its passwords and its keys. NODE_ENV=production has none of them (docs/operating.md).';

/** Nobody is there yet: what lets the first merchant in. */
const movingIn = ({ admin: { address } }: DevPlaces): string =>
  [
    'For development, and empty. docs/moving-in.md goes from here to the first order; it begins with',
    `  npm run admin -- merchant create --code acme --name 'Acme' --currency GBP`,
    `The operators' edge is at ${address}; its key is in the data folder, where npm run admin finds it.`,
  ].join('\n');

const stateOf = (missing: readonly string[]): string => (missing.length === 0 ? 'ready' : `waits for ${missing.join(', ')}`);

const edges = ({ merchantApi, merchantLink, console: { url, login } }: DevFile): string =>
  table([
    ['console', url, `log in as ${login.email} with ${login.password}`],
    ['merchant API', merchantApi.url, `docs ${merchantApi.docs}`],
    ['  development key', merchantApi.apiKey],
    ['merchant-link API', merchantLink.url, `docs ${merchantLink.docs}`],
    ['  development key', merchantLink.apiKey],
  ]);

/** Three commands to paste, which work as they stand. */
const commands = ({ merchantApi, merchantLink, sample: { shopId, sku } }: DevFile): string =>
  [
    'Try it:',
    `  curl -s -H 'Authorization: Bearer ${merchantApi.apiKey}' '${merchantApi.url}/v1/shops/${shopId}/catalogue'`,
    `  curl -s -H 'Authorization: Bearer ${merchantApi.apiKey}' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" -d '${JSON.stringify({ shopId, lines: [{ sku, quantity: 1 }] })}' ${merchantApi.url}/v1/orders`,
    `  curl -s -H 'Authorization: Bearer ${merchantLink.apiKey}' '${merchantLink.url}/v1/shops/${shopId}/stock'`,
  ].join('\n');
