import { expect, test } from 'vitest';
import { bearerKey, hashKey, keyPrefix, looksLikeKey, makeKey } from './api-keys.ts';

test('a key tells its kind, is never made twice and passes its own check', () => {
  const keys = Array.from({ length: 200 }, () => makeKey('platform'));
  expect(new Set(keys).size).toBe(200);
  for (const key of keys) {
    expect(key).toMatch(/^nrn_platform_[0-9A-Za-z]{36}$/);
    expect(looksLikeKey(key, 'platform')).toBe(true);
    expect(looksLikeKey(key, 'merchant')).toBe(false);
  }
});

test('a key with one digit changed, or of another shape, is told apart without a look-up', () => {
  const key = makeKey('merchant');
  for (let at = 'nrn_merchant_'.length; at < key.length; at += 1) {
    const changed = `${key.slice(0, at)}${key[at] === 'x' ? 'y' : 'x'}${key.slice(at + 1)}`;
    expect(looksLikeKey(changed)).toBe(false);
  }
  for (const text of ['', 'nrn_', key.slice(1), `${key}x`, `${key}\n`, key.toUpperCase()]) expect(looksLikeKey(text)).toBe(false);
});

test('what is kept and shown does not give the key away', () => {
  const key = makeKey('platform');
  expect(hashKey(key)).toMatch(/^[0-9a-f]{64}$/);
  expect(keyPrefix(key)).toBe(`${key.slice(0, 17)}…`);
});

test('a bearer header gives its key, anything else nothing', () => {
  const key = makeKey('platform');
  expect(bearerKey(`Bearer ${key}`)).toBe(key);
  expect(bearerKey(`bearer ${key}`, 'platform')).toBe(key);
  for (const header of [undefined, '', key, `Basic ${key}`, `Bearer ${key} x`, `Bearer ${key.slice(0, -1)}`]) expect(bearerKey(header)).toBeUndefined();
  expect(bearerKey(`Bearer ${key}`, 'merchant')).toBeUndefined();
});
