import type { Money } from '@noren/kernel';
import { events as messages } from '@noren/order-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelledBy,
  type Order,
  type OrderCommand,
  type OrderEvent,
  type OrderLine,
  orderStatuses,
  type PlaceLine,
  type Reason,
  rejectedBy,
  type ReturnedLine,
  type ReturnLine,
  soldByWords,
} from '../domain/order.ts';
import { commandCodec, eventCodec } from './codec.ts';

/** An entry for every message of a union: one that is missing does not compile. */
type Samples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>> };

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const whole = fc.maxSafeInteger();
/** An int32 of the message. */
const small = fc.integer();
const some = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { maxLength: 4 });
const money: fc.Arbitrary<Money> = fc.record({ amount: whole, currency: text });

const reasons: fc.Arbitrary<Reason[]> = some(
  fc.record({ code: text, message: text, sku: text, requested: whole, available: whole }, { requiredKeys: ['code', 'message'] }),
);
const line: fc.Arbitrary<OrderLine> = fc.record(
  {
    line: small,
    sku: text,
    itemId: text,
    name: text,
    itemVersion: whole,
    quantity: whole,
    soldBy: fc.constantFrom(...soldByWords),
    listPrice: money,
    unitPrice: money,
    total: money,
    returned: whole,
  },
  { requiredKeys: ['line', 'sku', 'itemId', 'name', 'itemVersion', 'quantity', 'soldBy', 'total', 'returned'] },
);
const order: fc.Arbitrary<Order> = fc.record({
  orderId: text,
  shopId: text,
  merchantId: text,
  channel: text,
  externalId: text,
  status: fc.constantFrom(...orderStatuses),
  lines: some(line),
  total: money,
  reasons,
  placedAt: text,
  updatedAt: text,
  decideBy: text,
  readyInMinutes: small,
  version: whole,
});
const placed: fc.Arbitrary<PlaceLine[]> = some(fc.record({ sku: text, quantity: whole, unitPrice: money }, { requiredKeys: ['sku', 'quantity'] }));
const given: fc.Arbitrary<ReturnLine[]> = some(fc.record({ line: small, quantity: whole }));
const returned: fc.Arbitrary<ReturnedLine[]> = some(fc.record({ line: small, sku: text, quantity: whole, amount: money }));

/** What moves an order on, with and without the version that its caller saw. */
const move = { orderId: text, expectedVersion: whole };

const commands: Samples<OrderCommand> = {
  PlaceOrder: fc.record({
    type: fc.constant('PlaceOrder'),
    orderId: text,
    shopId: text,
    channel: text,
    externalId: text,
    lines: placed,
    decideWithinS: small,
  }),
  ConfirmOrder: fc.record({ type: fc.constant('ConfirmOrder'), orderId: text }),
  RejectOrder: fc.record({ type: fc.constant('RejectOrder'), ...move, reasons, by: text }, { requiredKeys: ['type', 'orderId', 'reasons', 'by'] }),
  AcceptOrder: fc.record({ type: fc.constant('AcceptOrder'), ...move, readyInMinutes: small }, { requiredKeys: ['type', 'orderId', 'readyInMinutes'] }),
  MarkReady: fc.record({ type: fc.constant('MarkReady'), ...move }, { requiredKeys: ['type', 'orderId'] }),
  HandOver: fc.record({ type: fc.constant('HandOver'), ...move }, { requiredKeys: ['type', 'orderId'] }),
  CompleteOrder: fc.record({ type: fc.constant('CompleteOrder'), ...move }, { requiredKeys: ['type', 'orderId'] }),
  CancelOrder: fc.record({ type: fc.constant('CancelOrder'), ...move, reason: text, by: text }, { requiredKeys: ['type', 'orderId', 'reason', 'by'] }),
  ReturnLines: fc.record(
    { type: fc.constant('ReturnLines'), ...move, lines: given, restock: fc.boolean(), reason: text },
    { requiredKeys: ['type', 'orderId', 'lines', 'restock', 'reason'] },
  ),
};

/** What every event of an order carries but the first, which carries the order. */
const ofOrder = {
  orderId: text,
  shopId: text,
  at: text,
  merchantId: text,
  channel: text,
  version: fc.nat(),
  status: fc.constantFrom(...orderStatuses, '' as const),
};

const events: Samples<OrderEvent> = {
  OrderPlaced: fc.record({ type: fc.constant('OrderPlaced'), order, placeCommandId: text }),
  OrderConfirmed: fc.record({ type: fc.constant('OrderConfirmed'), ...ofOrder, placeCommandId: text }),
  OrderRejected: fc.record(
    { type: fc.constant('OrderRejected'), ...ofOrder, reasons, by: fc.constantFrom(...rejectedBy), placeCommandId: text, neverPlaced: order },
    { requiredKeys: ['type', 'orderId', 'shopId', 'at', 'merchantId', 'channel', 'version', 'status', 'reasons', 'by', 'placeCommandId'] },
  ),
  OrderAccepted: fc.record({ type: fc.constant('OrderAccepted'), ...ofOrder, readyInMinutes: small }),
  OrderReady: fc.record({ type: fc.constant('OrderReady'), ...ofOrder }),
  OrderHandedOver: fc.record({ type: fc.constant('OrderHandedOver'), ...ofOrder }),
  OrderCompleted: fc.record({ type: fc.constant('OrderCompleted'), ...ofOrder }),
  OrderCancelled: fc.record({ type: fc.constant('OrderCancelled'), ...ofOrder, reason: text, by: fc.constantFrom(...cancelledBy), placeCommandId: text }),
  LinesReturned: fc.record({ type: fc.constant('LinesReturned'), ...ofOrder, lines: returned, restock: fc.boolean(), reason: text }),
};

/** fast-check also makes objects without a prototype; messages never are. A key that is undefined stays one, which strict equality sees. */
const plain = <Message>(message: Message): Message => structuredClone(message);
const all = <Message>(samples: Readonly<Record<string, fc.Arbitrary<Message>>>) => Object.entries(samples);

describe('through its message and back', () => {
  it.each(all<OrderCommand>(commands))('%s is the same command', (type, sample) => {
    fc.assert(
      fc.property(sample, (command) => {
        const encoded = commandCodec.encode(command);
        expect(encoded.type).toBe(`noren.order.v1.${type}`);
        expect(commandCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(command));
      }),
    );
  });

  it.each(all<OrderEvent>(events))('%s is the same event', (type, sample) => {
    fc.assert(
      fc.property(sample, (event) => {
        const encoded = eventCodec.encode(event);
        expect(encoded.type).toBe(`noren.order.v1.${type}`);
        expect(eventCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(event));
      }),
    );
  });
});

it('what is no word of ours is a mistake, and so is an event without its order', () => {
  const [sample] = fc.sample(order, 1);
  if (!sample) throw new Error('no sample');
  const told = (of: Partial<Record<'status', string>>) => messages.OrderPlaced.encode({ order: { ...sample, ...of }, placeCommandId: '' }).finish();
  expect(() => eventCodec.decode('noren.order.v1.OrderPlaced', told({ status: 'eaten' }))).toThrow('status eaten is none of placed');
  expect(eventCodec.decode('noren.order.v1.OrderPlaced', told({}))).toMatchObject({ order: { status: sample.status } });
  expect(() => eventCodec.decode('noren.order.v1.OrderPlaced', new Uint8Array())).toThrow('order is missing');
});
