import { randomUUID } from 'node:crypto';
import type { Attack, Door } from './requests.ts';

export type Target = Readonly<{ merchantApi: Door; till: Door; console: Door; shopId: string; sku: string }>;

const MIB = 1_048_576;
const text = (head: string, line: string, bytes: number): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(head + line.repeat(Math.floor((bytes - head.length) / line.length)));
const header = (columns: number): string => `sku,name:en,price,${Array.from({ length: columns }, (_, at) => `c${at}`).join(',')}\n`;

/** Files as large as they may be, each made to cost its reader as much as it can. */
const FILES: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'short rows': () => text('sku,name:en,price\n', 'a\n', 16 * MIB - 100),
  'empty rows': () => text('sku,name:en,price\nA,a,1\n', ',,\n', 16 * MIB - 100),
  'a wide header': () => text(header(400_000), 'a,b,1\n', 8 * MIB),
  'quotes that never close': () => text('sku,name:en,price\n', '"a,b,1\n', 16 * MIB - 100),
  'good rows': () =>
    new TextEncoder().encode(`sku,name:en,price\n${Array.from({ length: 50_000 }, (_, at) => `H${at},Hostile ${at},${at % 90}.50`).join('\n')}\n`),
};

/** What is well formed, and as much as a call takes. */
export function costly({ merchantApi, till, console, shopId, sku }: Target): readonly Attack[] {
  const json = (door: Door, name: string, method: string, path: string, body?: () => unknown): Attack => ({
    name: `${door.name} ${name}`,
    request: () => ({
      ...{ method, url: `${door.url}${path}` },
      headers: { ...door.headers, 'idempotency-key': randomUUID(), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body()) } : {}),
    }),
  });
  const lines = <Line>(count: number, line: (at: number) => Line): readonly Line[] => Array.from({ length: count }, (_, at) => line(at));
  const item = (at: number) => ({
    sku: `HOSTILE-${at}`,
    names: { en: 'x'.repeat(100) },
    price: { amount: at + 1, currency: 'GBP' },
    category: `Hostile > ${at}`,
  });
  const files = Object.entries(FILES).map(([name, file]): Attack => {
    const body = file();
    const headers = { ...console.headers, 'content-type': 'application/octet-stream' };
    const url = `${console.url}/api/imports?fileName=hostile.csv`;
    return { name: `console file: ${name}`, request: () => ({ method: 'POST', url, headers: { ...headers, 'idempotency-key': randomUUID() }, body }) };
  });
  return [
    json(merchantApi, 'order of 1,000 lines', 'POST', '/v1/orders', () => ({ shopId, lines: lines(1_000, (at) => ({ sku: `${sku}-${at}`, quantity: 1 })) })),
    json(merchantApi, 'flood of a small call', 'GET', '/v1/shops'),
    json(merchantApi, 'catalogue, largest page', 'GET', `/v1/shops/${shopId}/catalogue?limit=200`),
    json(till, 'items in new categories', 'PUT', '/v1/items', () => ({ lines: lines(1_000, item) })),
    json(till, '1,000 items that are refused', 'PUT', '/v1/items', () => ({ lines: lines(1_000, (at) => ({ ...item(at), soldBy: at })) })),
    json(till, 'stock of 1,000 lines', 'PUT', `/v1/shops/${shopId}/stock`, () => ({ lines: lines(1_000, (at) => ({ sku: `HOSTILE-${at}`, onHand: at })) })),
    json(console, 'search of many words', 'GET', `/api/items?q=${encodeURIComponent('a e i o u n s t r l p c d m h g b f y w '.repeat(2))}`),
    json(console, 'wrong password', 'POST', '/api/session', () => ({ email: `${randomUUID()}@hostile.example`, password: 'x'.repeat(700) })),
    json({ ...merchantApi, headers: {} }, 'no key', 'GET', '/v1/shops'),
    ...files,
  ];
}
