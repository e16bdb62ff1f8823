import { catalogue, orders, stock } from '@noren/bff-contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAnswer } from './answer.ts';
import { Unreachable } from './problem.ts';

const card = (orderId: string, names: object = { en: 'Pot' }) => ({
  ...{ orderId, shopId: 'shp_1', channel: 'eats', externalId: '#1', state: 'confirmed', lines: 1, units: 1, names: [names] },
  ...{ placedAt: '2026-11-28T12:00:00Z', updatedAt: '2026-11-28T12:00:00Z', version: 1 },
});
const page = (...cards: readonly object[]) => ({ orders: cards });
const board = (...cards: readonly object[]) => ({
  columns: { new: page(...cards), accepted: page(), ready: page(), done: page() },
  counts: { new: cards.length, accepted: 0, ready: 0, done: 0 },
});
const readBoard = (body: unknown): unknown => readAnswer(orders.board, '/api/shops/shp_1/board', orders.board.answers[200], body);

describe('an answer', () => {
  const error = vi.spyOn(console, 'error');
  beforeEach(() => error.mockImplementation(() => undefined));
  afterEach(() => error.mockReset());

  it('may have any text that was ever kept: nobody judges what is there already', () => {
    const odd = ['Green\u200btea', '👨‍👩‍👧', 'so\u00adft', '\u200eLRM', 'x'.repeat(1_000), '', 'two\nlines'];
    const whole = board(...odd.map((en, at) => card(`ord_${at}`, { en })));
    expect(readBoard(whole)).toEqual(whole);
    expect(error).not.toHaveBeenCalled();
  });
  it('may have amounts beyond what may be typed', () => {
    const price = { amount: 9_999_999_999_900, currency: 'GBP' };
    const item = { sku: 'A', itemId: 'itm_1', names: { en: 'Pot' }, price, taxClass: 'zero', status: 'draft', soldBy: 'piece', imageUrls: [], version: 1 };
    expect(readAnswer(catalogue.search, '/api/items', catalogue.search.answers[200], { items: [item] })).toEqual({ items: [item] });
  });
  it('loses a row that cannot be read, and no other; the log of the browser says which', () => {
    const read = readBoard(board(card('ord_1'), { ...card('ord_2'), state: 'on the moon', names: 7 }, card('ord_3')));
    expect(read).toMatchObject({ columns: { new: { orders: [{ orderId: 'ord_1' }, { orderId: 'ord_3' }] } } });
    expect(error.mock.calls.map(([line]: unknown[]) => String(line))).toEqual([
      expect.stringMatching(/^\/api\/shops\/shp_1\/board: ord_2 cannot be read: state /),
    ]);
  });
  it('may say more than this page knows', () => {
    const newer = { ...board({ ...card('ord_1'), weather: 'fine' }), mood: 'good' };
    expect(readBoard(newer)).toEqual(board(card('ord_1')));
    expect(error).not.toHaveBeenCalled();
  });
  it('in which nothing can be read is as good as none', () => {
    for (const body of [undefined, 'text', { columns: [] }]) expect(() => readBoard(body)).toThrow(Unreachable);
    expect(readAnswer(stock.levels, '/api/x', stock.levels.answers[200], { levels: ['row', null] })).toEqual({ levels: [] });
  });
});
