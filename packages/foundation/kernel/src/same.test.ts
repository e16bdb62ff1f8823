import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSame } from './same.ts';

it('plain data is the same whatever the order of its fields, and with a field that is undefined', () => {
  expect(isSame({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1, d: undefined })).toBe(true);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame({ a: null }, { a: undefined })).toBe(false);
  expect(isSame({ a: [1] }, { a: [1, undefined] })).toBe(false);
});

it('what was copied is the same, and is not once anything of it is another', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const copy: unknown = JSON.parse(JSON.stringify(one));
      expect(isSame(one, copy)).toBe(JSON.stringify(one) === JSON.stringify(copy));
      if (isSame(one, other)) expect(isSame(other, one)).toBe(true);
    }),
  ));
