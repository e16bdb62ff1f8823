import { expect, it } from 'vitest';
import { z } from 'zod';
import { parsedLines } from './bad-lines.ts';
import { unsoundLines } from './http/input.ts';

const Line = z.strictObject({ sku: z.string(), amount: z.int().max(9).optional(), names: z.record(z.string(), z.string()).optional() });
const Call = z.strictObject({ lines: z.array(Line).min(1).max(3), reason: z.enum(['counted', 'return']).optional() });
const STAND_IN = { sku: '' };
const read = (value: unknown) => parsedLines(Call, value, STAND_IN, unsoundLines(value));

it('a line that cannot be read costs only its place, and says by its own fields what would be right', () => {
  const lines = [{ sku: 'A', amount: 7.5 }, { sku: 'B' }, 'C'];
  const { body, badLines } = read({ lines });
  expect(body).toEqual({ lines: [STAND_IN, { sku: 'B' }, STAND_IN] });
  expect([...badLines]).toEqual([
    [0, { given: lines[0], errors: [{ field: 'amount', message: 'must be a whole number' }] }],
    [2, { given: 'C', errors: [{ field: '', message: 'must be an object' }] }],
  ]);
});

it.each([
  [{ sku: 1 }, 'sku', 'must be a text'],
  [{}, 'sku', 'is missing'],
  [{ sku: 'A', amount: 10 }, 'amount', 'must be at most 9'],
  [{ sku: 'A', colour: 'red' }, 'colour', 'is not a known field'],
  [{ sku: 'A\0' }, 'sku', 'must not contain a NUL character or half a surrogate pair'],
  [{ sku: 'A', names: { en: '\ud83d' } }, 'names.en', 'must not contain a NUL character or half a surrogate pair'],
  [{ sku: 'A', names: JSON.parse('{"__proto__":"x"}') as unknown }, 'names.__proto__', 'is not a name that a field can have'],
])('of %j', (line, field, message) => {
  const { body, badLines } = read({ lines: [{ sku: 'B' }, line] });
  expect(body).toEqual({ lines: [{ sku: 'B' }, STAND_IN] });
  expect(badLines.get(1)?.errors).toEqual([{ field, message }]);
});

it.each([
  [{ lines: [] }, 'lines', 'must be at least 1 entries'],
  [{ lines: Array.from({ length: 4 }, () => ({ sku: 7 })) }, 'lines', 'must be at most 3 entries'],
  [{ lines: { sku: 'A' } }, 'lines', 'must be a list'],
  [{ lines: [{ sku: 7 }], reason: 'x' }, 'reason', 'must be one of counted, return'],
  [[{ sku: 'A' }], '', 'must be an object'],
])('what is no such call is refused as a whole: %j', (value, field, message) =>
  expect(() => read(value)).toThrow(expect.objectContaining({ errors: [{ field, message }] })),
);

it('what is damaged beside the lines is refused as a whole', () => expect(() => read({ lines: [{ sku: 'A' }], reason: '\0' })).toThrow('NUL'));
