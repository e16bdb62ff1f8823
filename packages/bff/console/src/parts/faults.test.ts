import { expect, it } from 'vitest';
import { Refused, Unreachable } from '../api/problem.ts';
import { faultyFields } from './faults.ts';

const names = ['sku', 'names.en', 'names.ja', 'price', 'gtin', 'imageUrls'];
const refused = (...fields: readonly string[]): Refused =>
  new Refused({
    ...{ type: '/problems/invalid_request', title: '', status: 400, detail: '', instance: '/', code: 'invalid_request', requestId: 'r' },
    errors: fields.map((field) => ({ field, message: 'no' })),
  });

it.each([
  ['imageUrls', 'imageUrls'],
  ['item.imageUrls.0', 'imageUrls'],
  ['lines.0.item.imageUrls.9', 'imageUrls'],
  ['price.amount', 'price'],
  ['item.price.currency', 'price'],
  ['names.ja', 'names.ja'],
  ['names', 'names.en'],
  ['item.names.0.text', 'names.en'],
  ['lines.0.gtin', 'gtin'],
  ['sku', 'sku'],
])('what the server calls %s is the field %s', (path, name) => expect([...faultyFields(refused(path), names)]).toEqual([name]));

it('what the form has no field for marks none, nor does what is no refusal', () => {
  expect(faultyFields(refused('version', 'gtins', 'skus.0', 'Idempotency-Key'), names).size).toBe(0);
  expect(faultyFields(new Unreachable('away'), names).size).toBe(0);
});

it('several faults mark several fields', () => expect([...faultyFields(refused('gtin', 'names.en', 'gtin'), names)]).toEqual(['gtin', 'names.en']));
