import { expect, it } from 'vitest';
import { pageCache } from './page-cache.ts';

const page = (bytes: number) => ({ edition: '1', body: Buffer.alloc(bytes) });
const known = (cache: ReturnType<typeof pageCache>, keys: readonly string[]): readonly string[] => keys.filter((key) => cache.get(key) !== undefined);

it('keeps the pages that were used last, within its bytes', () => {
  const cache = pageCache(64_000);
  const keys = Array.from({ length: 40 }, (_, at) => `key ${at}`);
  for (const key of keys.slice(0, 10)) cache.set(key, page(2_000));
  cache.get('key 0');
  for (const key of keys.slice(10)) cache.set(key, page(2_000));
  expect(known(cache, keys)).toEqual(keys.slice(-25));
  cache.set('large', page(4_001));
  expect(cache.get('large')).toBeUndefined();
});

it('counts what a page takes that shows nothing: a caller may ask for any number of them', () => {
  const cache = pageCache(64_000);
  const keys = Array.from({ length: 1_000 }, (_, at) => `${at} ${'x'.repeat(500)}`);
  for (const key of keys) cache.set(key, page(30));
  expect(known(cache, keys).length).toBeLessThan(64);
});
