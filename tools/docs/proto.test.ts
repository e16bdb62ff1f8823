import { expect, it } from 'vitest';
import { readProto, whole } from './proto.ts';
import { rowsUnder } from './tables.ts';

const orders = `syntax = "proto3";

// What Order is asked.
package noren.order.v1;

service OrderService {
  // Takes an order.
  rpc PlaceOrder(PlaceOrderRequest) returns (noren.wire.v1.Accepted);
  rpc GetOrder(GetOrderRequest) returns (Order);
}

message PlaceLine {
  string sku = 1;
}

// Asks for goods.
message PlaceOrder {
  // Whose.
  string shop_id = 1;
  repeated PlaceLine lines = 2;
  oneof by {
    string till = 3;
  }
}
`;

it('reads calls, messages and what is said of them', () => {
  const proto = readProto(orders);
  expect(proto.comment).toBe('What Order is asked.');
  expect(proto.calls).toEqual([
    { name: 'PlaceOrder', request: 'PlaceOrderRequest', response: 'noren.wire.v1.Accepted', comment: 'Takes an order.' },
    { name: 'GetOrder', request: 'GetOrderRequest', response: 'Order', comment: '' },
  ]);
  expect(proto.messages.map(({ name, comment, fields }) => [name, comment, fields.map((field) => field.name)])).toEqual([
    ['PlaceLine', '', ['sku']],
    ['PlaceOrder', 'Asks for goods.', ['shop_id', 'lines', 'till']],
  ]);
});

it('tells a message from a part of one', () => {
  expect(whole(readProto(orders)).map(({ name }) => name)).toEqual(['PlaceOrder']);
});

it('reads the table under a heading, and no other', () => {
  const page = '# A\n\n## One\n\n| a | b |\n|---|---|\n| `x` | 1 |\n\n## Two\n\n| a |\n|---|\n| y |\n';
  expect(rowsUnder(page, 'One')).toEqual([['`x`', '1']]);
  expect(rowsUnder(page, 'Two')).toEqual([['y']]);
  expect(rowsUnder(page, 'Three')).toEqual([]);
});
