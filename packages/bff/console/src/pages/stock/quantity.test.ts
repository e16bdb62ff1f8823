import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isUnlikely, quantityIn, typedQuantity } from './quantity.ts';

it('kilograms are read to the gram, pieces are whole, and neither is guessed', () => {
  expect(['1,5', '1.5', '0,250', '01.505'].map((typed) => quantityIn(typed, 'weight'))).toEqual(
    [1_500, 1_500, 250, 1_505].map((units) => ({ kind: 'clear', units })),
  );
  expect(quantityIn('1,505', 'weight')).toEqual({ kind: 'either', units: [1_505_000, 1_505] });
  expect(quantityIn('1,000', 'piece')).toEqual({ kind: 'either', units: [1_000, 1] });
  expect(['１２', '12'].map((typed) => quantityIn(typed, 'piece'))).toEqual([12, 12].map((units) => ({ kind: 'clear', units })));
  const none = [
    quantityIn('1.5', 'piece'),
    quantityIn('-1', 'piece'),
    quantityIn('1,2,3', 'piece'),
    quantityIn('1.5055', 'weight'),
    quantityIn('1 5', 'weight'),
  ];
  expect(none).toEqual(Array(5).fill({ kind: 'wrong' }));
});

it('a quantity survives the field that it is typed over in', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e12 }), fc.constantFrom('piece' as const, 'weight' as const), (units, soldBy) => {
      expect(quantityIn(typedQuantity(units, soldBy), soldBy)).toEqual({ kind: 'clear', units });
    }),
  );
});

it('a count of ten times what is expected, and of a hundred pieces or kilograms, is unlikely; what comes may be ten times more', () => {
  expect([isUnlikely(6, 100, 'piece'), isUnlikely(0, 100, 'piece'), isUnlikely(20, 200, 'piece'), isUnlikely(500, 100_000, 'weight')]).toEqual(
    Array(4).fill(true),
  );
  expect([isUnlikely(6, 99, 'piece'), isUnlikely(21, 209, 'piece'), isUnlikely(0, 99_999, 'weight'), isUnlikely(900, 0, 'piece')]).toEqual(
    Array(4).fill(false),
  );
  expect([isUnlikely(5, 999, 'piece', 'comes'), isUnlikely(5, 1_000, 'piece', 'comes')]).toEqual([false, true]);
});
