import fc from 'fast-check';

/** Texts that programs trip over: names of prototypes, control and bidirectional characters, paths, quotes of SQL, half characters, great length. */
const oddTexts: readonly string[] = [
  '',
  ' ',
  '\t',
  '\0',
  'a\0b',
  '\u0007',
  '\r\n',
  '\u001b[31m',
  '\u202eabc',
  '\u2066\u2069',
  '\u200b',
  '\ufeff',
  '\ud800',
  'a\udfff',
  '\u0301',
  'ﬀ',
  'ＡＢＣ',
  'İ',
  'ß',
  '👩‍👩‍👧',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '-0',
  '1e400',
  '0x10',
  '9007199254740993',
  "'; DROP TABLE claim; --",
  '" OR ""="',
  '%',
  '_%',
  '\\',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '.',
  '..',
  '/',
  'file:///etc/passwd',
  '*',
  'ord_',
  'shp_00000000000000000000000000000000',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+23:59',
  '+275760-09-13T00:00:00.001Z',
];

export const oddText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...oddTexts) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'é', '\u0301', '𝒳', '\u202e'), fc.constantFrom(63, 65, 129, 513, 2_001, 9_000))
        .map(([of, times]) => of.repeat(times)),
    },
  );

const oddNumbers = [
  0,
  -0,
  -1,
  0.1,
  -0.5,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  -(2 ** 53),
  1e15,
  1e21,
  1e308,
  Number.MIN_VALUE,
  1_000_001,
  1_000_000_001,
  1_000_000_000_001,
];
const oddNumber = (): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(...oddNumbers), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

const nested = (depth: number, inner: unknown, array: boolean): unknown => {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = array ? [value] : { a: value };
  return value;
};

/** A value that nobody asked for. */
export const oddValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: oddText() },
    { weight: 4, arbitrary: oddNumber() },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { length: 1 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(10, 200, 3_000), fc.boolean()).map(([depth, array]) => nested(depth, 1, array)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(1_001, 10_001), fc.constantFrom<unknown>(1, null, {}, 'a'))
        .map(([times, of]) => Array.from({ length: times }, () => of)),
    },
    { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')) },
  );
