import { expect, test } from 'vitest';
import { z } from 'zod';
import { parsed } from './parse.ts';

const Order = z.strictObject({ lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })) });

test('a value of the right shape passes', () => {
  expect(parsed(Order, { lines: [{ sku: 'A', quantity: 1 }] })).toEqual({ lines: [{ sku: 'A', quantity: 1 }] });
});

test('every field at fault is named by its path, unknown ones too', () => {
  expect(() => parsed(Order, { lines: [{ sku: 'A', quantity: 0, colour: 'red' }] }, ['body'])).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      code: 'invalid_request',
      errors: expect.arrayContaining([
        { field: 'body.lines.0.colour', message: 'is not a known field' },
        expect.objectContaining({ field: 'body.lines.0.quantity' }),
      ]),
    }),
  );
});

test('ten thousand wrong lines do not make an answer of ten thousand', () => {
  const lines = Array.from({ length: 10_000 }, () => ({ sku: 1 }));
  try {
    parsed(Order, { lines });
    expect.unreachable();
  } catch (error) {
    expect(error).toHaveProperty('errors.length', 50);
  }
});
