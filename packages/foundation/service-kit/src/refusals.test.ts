import { Refusal } from '@noren/kernel';
import { expect, test } from 'vitest';
import { fromWireRefusal, InvalidRequest, toWireRefusal } from './refusals.ts';
import { Unavailable } from './unavailable.ts';

test('a refusal comes out of a batch as it went in', () => {
  const refusal = new Refusal('conflict', 'order_already_placed', 'Order ord_1 is placed', 'orderId');
  expect(fromWireRefusal(toWireRefusal(refusal))).toEqual(refusal);
});

test('a request of the wrong shape stays one', () => {
  const back = fromWireRefusal(toWireRefusal(new InvalidRequest([{ field: 'lines.0.sku', message: 'is missing' }])));
  expect(back).toBeInstanceOf(InvalidRequest);
  expect(back).toMatchObject({ errors: [{ field: 'lines.0.sku', message: 'is missing' }] });
});

test('an outage stays an outage, and the text of a mistake stays with us', () => {
  const lost = Object.assign(new Error('no route to 10.1.2.3'), { code: 'ECONNREFUSED' });
  expect(fromWireRefusal(toWireRefusal(lost))).toBeInstanceOf(Unavailable);
  expect(JSON.stringify([toWireRefusal(lost), toWireRefusal(new TypeError('x is undefined'))])).not.toMatch(/10\.1|undefined/);
  expect(fromWireRefusal(toWireRefusal(new TypeError('x is undefined')))).not.toBeInstanceOf(Refusal);
});
