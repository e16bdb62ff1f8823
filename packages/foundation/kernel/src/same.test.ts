import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSame } from './same.ts';

it('plain data is the same whatever the order of its fields, and with a field that is undefined', () => {
  expect(isSame({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1, d: undefined })).toBe(true);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame({ a: null }, { a: undefined })).toBe(false);
  expect(isSame({ a: [1] }, { a: [1, undefined] })).toBe(false);
  expect(isSame(0, -0)).toBe(true);
  expect(isSame(JSON.parse('{"__proto__":{}}'), {})).toBe(false);
});

it('what was copied is the same, and is not once anything of it is another', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy: unknown = JSON.parse(JSON.stringify(value));
      expect(isSame(value, copy)).toBe(true);
      expect(isSame({ value, more: 1 }, { value: copy })).toBe(false);
      expect(isSame([value, 1], [copy, 2])).toBe(false);
    }),
    { numRuns: 1_000 },
  ));
