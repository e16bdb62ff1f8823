import { describe, expect, it } from 'vitest';
import { accepted, after, completed, confirmed, gbp, handedOver, order, pastOf, placed, ready } from '../domain/events.test-support.ts';
import type { OrderEvent } from '../domain/order.ts';
import { react } from './order-process-manager.ts';

const toInventory = (command: object) => ({ to: 'inventory', key: 'shp_1', command: { shopId: 'shp_1', ...command } });
const release = toInventory({ type: 'ReleaseStock', holder: 'ord_1', expired: false });

describe('the order process', () => {
  it('asks for the stock of a placed order, line by line, in the units that it was priced in', () => {
    const lines = [
      { sku: 'pen', quantity: 2, soldBy: 'piece' },
      { sku: 'ink', quantity: 1, soldBy: 'piece' },
    ];
    expect(react(placed)).toEqual([toInventory({ type: 'ReserveStock', holder: 'ord_1', lines })]);
  });
  it('confirms an order whose stock is held, and rejects one whose stock is short, naming each article', () => {
    expect(react({ type: 'StockReserved', shopId: 'shp_1', holder: 'ord_1' })).toEqual([
      { to: 'order', key: 'ord_1', command: { type: 'ConfirmOrder', orderId: 'ord_1' } },
    ]);
    const short = [{ sku: 'pen', quantity: 2, available: 0 }];
    const reasons = [{ code: 'out_of_stock', message: '2 of pen asked for, 0 available', sku: 'pen', requested: 2, available: 0 }];
    expect(react({ type: 'StockShort', shopId: 'shp_1', holder: 'ord_1', short })).toEqual([
      { to: 'order', key: 'ord_1', command: { type: 'RejectOrder', orderId: 'ord_1', by: 'stock', reasons } },
    ]);
  });
  it('leaves other holders of stock alone', () => {
    expect(react({ type: 'StockReserved', shopId: 'shp_1', holder: 'cart-7' })).toEqual([]);
    expect(react({ type: 'StockShort', shopId: 'shp_1', holder: 'cart-7', short: [] })).toEqual([]);
  });
  it('releases the stock of an order that is rejected or cancelled, whether or not it holds any yet', () => {
    for (const event of [pastOf.rejected[1], pastOf.cancelled[1]]) expect(event && react(event)).toEqual([release]);
    expect(react({ type: 'OrderRejected', ...after(2, 'rejected'), reasons: [], by: 'late', placeCommandId: 'cmd_place' })).toEqual([release]);
  });
  it('asks nothing for an order that was rejected at once', () => {
    expect(react({ type: 'OrderRejected', ...after(1, 'rejected'), reasons: [], by: 'noren', placeCommandId: 'cmd_place', neverPlaced: order })).toEqual([]);
  });
  it('takes the goods from the shelf when they are handed over', () => {
    expect(react(handedOver)).toEqual([toInventory({ type: 'CommitStock', holder: 'ord_1' })]);
  });
  it('puts back what came back, where it is fit for it', () => {
    const lines = [
      { line: 1, sku: 'pen', quantity: 2, amount: gbp(300) },
      { line: 2, sku: 'ink', quantity: 1, amount: gbp(499), soldBy: 'piece' },
    ];
    const returned = (restock: boolean): OrderEvent => ({ type: 'LinesReturned', ...after(6, 'handed_over'), lines, restock, reason: 'wrong colour' });
    const back = (sku: string, delta: number, unit: object) => toInventory({ type: 'AdjustStock', sku, delta, reason: 'return', ...unit });
    expect(react(returned(true))).toEqual([back('pen', 2, {}), back('ink', 1, { soldBy: 'piece' })]);
    expect(react(returned(false))).toEqual([]);
  });
  it('has nothing to ask at the steps in between', () => {
    for (const event of [confirmed, accepted, ready, completed]) expect(react(event)).toEqual([]);
  });
});
