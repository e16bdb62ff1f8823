import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantityIn, typedQuantity } from './quantity.ts';

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
