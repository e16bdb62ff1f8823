import type { Board, OrderCard, OrderState } from '@noren/bff-contract';
import { expect, it } from 'vitest';
import { appended, cardIn, columnNames, newest, put } from './board.ts';

const card = (orderId: string, state: OrderState, placedAt: string, version = 1): OrderCard => ({
  ...{ orderId, shopId: 'shp_1', channel: 'demo', externalId: orderId, state, lines: 1, units: 1, names: [] },
  ...{ placedAt: `2026-11-25T${placedAt}:00Z`, updatedAt: `2026-11-25T${placedAt}:00Z`, version },
});
const empty: Board = {
  columns: { new: { orders: [] }, accepted: { orders: [] }, ready: { orders: [] }, done: { orders: [] } },
  counts: { new: 0, accepted: 0, ready: 0, done: 0 },
};
const shown = (board: Board) => columnNames.map((name) => board.columns[name].orders.map(({ orderId }) => orderId).join(' '));

it('an order stands in one column, the one of its state, and is counted there', () => {
  const board = put(put(empty, card('a', 'confirmed', '10:00')), card('a', 'accepted', '10:00', 2));
  expect(shown(board)).toEqual(['', 'a', '', '']);
  expect(board.counts).toEqual({ new: 0, accepted: 1, ready: 0, done: 0 });
});

it('open orders stand oldest first, done ones newest first', () => {
  const cards = [card('b', 'confirmed', '10:05'), card('a', 'confirmed', '10:00'), card('x', 'completed', '09:00'), card('y', 'rejected', '09:30')];
  expect(shown(cards.reduce((board, one) => put(board, one), empty))).toEqual(['a b', '', '', 'y x']);
});

it('an older answer that comes late changes nothing; a refused change goes back all the same', () => {
  const board = put(empty, card('a', 'ready', '10:00', 3));
  expect(put(board, card('a', 'accepted', '10:00', 2))).toBe(board);
  expect(cardIn(put(board, card('a', 'accepted', '10:00', 2), true), 'a')?.state).toBe('accepted');
});

it('an order whose stock is being reserved stands nowhere', () => {
  expect(shown(put(empty, card('a', 'placed', '10:00')))).toEqual(['', '', '', '']);
});

it('a further page brings no order twice, and the place to go on from', () => {
  const board = put(empty, card('a', 'confirmed', '10:00'));
  const more = appended(board, 'new', { orders: [card('a', 'confirmed', '10:00'), card('b', 'confirmed', '10:01')], nextCursor: 'c' });
  expect([shown(more)[0], more.columns.new.nextCursor]).toEqual(['a b', 'c']);
});

it('a board that is read anew keeps what was told while it was read, and forgets what is not there any more', () => {
  const before = [card('gone', 'confirmed', '09:00'), card('a', 'confirmed', '10:00'), card('b', 'confirmed', '10:01')].reduce(
    (board, one) => put(board, one),
    empty,
  );
  const read = [card('a', 'confirmed', '10:00'), card('b', 'confirmed', '10:01')].reduce((board, one) => put(board, one), empty);
  const changed = [card('a', 'accepted', '10:00', 2), card('c', 'confirmed', '10:02')].reduce((board, one) => put(board, one), before);
  expect(shown(newest(changed, read))).toEqual(['b c', 'a', '', '']);
});
