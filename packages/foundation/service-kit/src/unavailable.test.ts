import { expect, test } from 'vitest';
import { isOutage, Unavailable } from './unavailable.ts';

const coded = (code: string): Error => Object.assign(new Error('told'), { code });

test.each([
  ['the database refuses connections', coded('ECONNREFUSED')],
  ['the database shuts down', coded('57P01')],
  ['the database starts', coded('57P03')],
  ['it has no connection left', coded('53300')],
  ['a connection broke off', new Error('Connection terminated unexpectedly')],
  ['it is the cause of another error', new Error('cannot load', { cause: coded('08006') })],
  ['one of many attempts tells it', new AggregateError([coded('ECONNREFUSED')], '')],
  ['its certificate is not of the CA', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['its certificate has expired', coded('CERT_HAS_EXPIRED')],
  ['a peer is away', new Unavailable('order is away')],
])('an outage: %s', (_, error) => {
  expect(isOutage(error)).toBe(true);
});

test.each([
  ['a broken constraint', coded('23505')],
  ['a mistake', new TypeError('Connection terminated')],
  ['no error', 'ECONNREFUSED'],
  ['nothing', undefined],
])('no outage: %s', (_, error) => {
  expect(isOutage(error)).toBe(false);
});
