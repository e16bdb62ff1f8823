import { status } from '@grpc/grpc-js';
import { pageToken } from '@noren/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextsOf } from './support/contexts.ts';
import { type Merchant, newMerchant } from './support/merchant.ts';
import { type Noren, oneProcess } from './support/noren.ts';
import { statusDetails, type StockClient, stockClient } from './support/stock-client.ts';

let noren: Noren;
let merchant: Merchant;
let inventory: StockClient;
beforeAll(async () => {
  noren = await oneProcess();
  const contexts = contextsOf(noren);
  merchant = await newMerchant(noren, contexts, {
    articles: [
      { sku: 'TEA-1', price: 349, onHand: 7 },
      { sku: 'TEA-2', price: 275, onHand: 3 },
    ],
  });
  contexts.close();
  inventory = stockClient(noren.address('inventory-api'));
});
afterAll(async () => {
  inventory?.close();
  await noren?.close();
});

const apis = [
  ['shop-api', 'noren.shop.v1.ShopService'],
  ['item-api', 'noren.item.v1.ItemService'],
  ['category-api', 'noren.category.v1.CategoryService'],
  ['inventory-api', 'noren.inventory.v1.InventoryService'],
  ['order-api', 'noren.order.v1.OrderService'],
  ['link-keys', 'noren.link.v1.PlatformKeyService'],
  ['merchant-link-keys', 'noren.merchantlink.v1.SystemKeyService'],
] as const;

/** Who asks, as the edge that checked the credential would sign it. */
const identityMetadata = (roles: readonly ('merchant' | 'platform' | 'service')[], shops: readonly string[] = [merchant.shopId]) => ({
  'noren-identity': noren.identities.sign({ subject: 'system:till', merchants: [merchant.merchantId], shops, roles }, service),
});
const refused = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (answer) => Promise.reject(new Error(`was not refused: ${JSON.stringify(answer)}`)),
    (error: unknown) => error,
  );
const service = 'noren.inventory.v1.InventoryService';
const mine = (more: object = {}): object => ({ shop_id: merchant.shopId, ...more });

describe('a stock gRPC client', () => {
  it.each(apis)('lists what %s serves and finds it healthy, without a credential', async (port, name) => {
    const client = stockClient(noren.address(port));
    expect(await client.services()).toEqual(expect.arrayContaining([name, 'grpc.health.v1.Health']));
    expect(await client.health('')).toEqual({ status: 'SERVING' });
    expect(await client.health(name)).toEqual({ status: 'SERVING' });
    client.close();
  });

  it.each(apis)('is refused by %s while nobody is known behind it, or somebody whom nobody signed', async (port, name) => {
    const client = stockClient(noren.address(port));
    const method = name.includes('Key') ? 'ListKeys' : 'GetOperation';
    for (const metadata of [{}, { 'noren-identity': 'forged.identity' }, { 'noren-identity': `${identityMetadata(['service'])['noren-identity']}x` }]) {
      const error = await refused(client.call(name, method, {}, metadata));
      expect(error).toMatchObject({ code: status.UNAUTHENTICATED });
      expect(statusDetails(error)).toMatchObject({ code: status.UNAUTHENTICATED, details: { ErrorInfo: { reason: 'unauthenticated', domain: 'noren' } } });
    }
    client.close();
  });

  it('reads the stock of its shop, page by page', async () => {
    const first = await inventory.call(service, 'ListStock', mine({ page_size: 1 }), identityMetadata(['merchant']));
    expect(first).toMatchObject({ levels: [{ sku: 'TEA-1', on_hand: 7, available: 7 }], next_page_token: expect.stringMatching(/./) });
    const second = await inventory.call(
      service,
      'ListStock',
      mine({ page_size: 1, page_token: Reflect.get(Object(first), 'next_page_token') }),
      identityMetadata(['merchant']),
    );
    expect(second).toMatchObject({ levels: [{ sku: 'TEA-2', on_hand: 3 }] });
  });

  it('is told why it is refused, in the words of google.rpc', async () => {
    const metadata = { ...identityMetadata(['merchant']), 'idempotency-key': 'k-1' };
    const shapeless = await refused(inventory.call(service, 'ReserveStock', mine({ holder: 'k-1', lines: [{ sku: '', quantity: 1 }] }), metadata));
    expect(shapeless).toMatchObject({ code: status.INVALID_ARGUMENT });
    expect(statusDetails(shapeless)).toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: {
        ErrorInfo: { reason: 'invalid_request', domain: 'noren' },
        BadRequest: { field_violations: expect.arrayContaining([expect.objectContaining({ field: 'lines.0.sku' })]) },
      },
    });
    const stranger = await refused(inventory.call(service, 'ListStock', { shop_id: 'shp_other' }, identityMetadata(['merchant'])));
    expect(statusDetails(stranger)).toMatchObject({ code: status.PERMISSION_DENIED, details: { ErrorInfo: { reason: 'shop_forbidden' } } });
    const platform = await refused(inventory.call(service, 'ListStock', mine(), identityMetadata(['platform'])));
    expect(statusDetails(platform)).toMatchObject({ code: status.PERMISSION_DENIED, details: { ErrorInfo: { reason: 'role_forbidden' } } });
    const unknown = await refused(inventory.call(service, 'GetOperation', { operation_id: 'op_none' }, identityMetadata(['merchant'])));
    expect(statusDetails(unknown)).toMatchObject({ code: status.NOT_FOUND, details: { ErrorInfo: { reason: 'operation_not_found' } } });
  });

  it('finds no request that is a mistake of ours', async () => {
    const anybody = { 'noren-identity': noren.identities.sign({ subject: 'service:odd', merchants: '*', roles: ['service'] }, service) };
    const odd = ['', '\0', 'a\0b', '\u202e', '__proto__', "'; --", 'a'.repeat(100_000), '\ud800', '\u{10ffff}'];
    const calls = odd.flatMap((text, at) => {
      const token = (...parts: readonly string[]) => pageToken(...parts).write(text);
      return [
        inventory.call(service, 'ListStock', { shop_id: text, page_size: -1 }, anybody),
        inventory.call(service, 'ListStock', mine({ page_token: token('ListStock', merchant.shopId) }), anybody),
        inventory.call(service, 'GetStock', mine({ skus: [text] }), anybody),
        inventory.call(service, 'ListLedger', mine({ sku: text, page_size: 2 ** 31 - 1 }), anybody),
        inventory.call(service, 'ListLedger', mine({ sku: 'TEA-1', page_token: token('ListLedger', merchant.shopId, 'tea-1') }), anybody),
        inventory.call(service, 'ReserveStock', mine({ holder: text, lines: [{ sku: text, quantity: 1 }] }), { ...anybody, 'idempotency-key': `odd-${at}` }),
        inventory.call(service, 'GetOperation', { operation_id: text }, anybody),
        inventory.call(service, 'WaitOperation', { operation_id: text, timeout_ms: 1 }, anybody),
      ];
    });
    const answers = await Promise.allSettled(calls);
    expect(answers.filter((answer) => answer.status === 'rejected' && Reflect.get(answer.reason, 'code') === status.INTERNAL)).toEqual([]);
    expect(noren.lines().filter(({ level }) => level === 'error')).toEqual([]);
  });
});
