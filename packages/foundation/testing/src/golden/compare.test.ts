import { expect, it } from 'vitest';
import { differences, knownOf } from './compare.ts';

const written = { name: 'Tea', lines: [{ sku: 'A', note: 'x' }, { sku: 'B' }] };
const known = knownOf([written, { name: 'Cup', until: 'noon', lines: [] }]);

it('takes what a later version added', () => {
  expect(differences(written, { ...written, since: 1, lines: [{ sku: 'A', note: 'x', of: 2 }, { sku: 'B' }] }, known)).toEqual([]);
});

it.each([
  ['a value that has changed', { ...written, name: 'tea' }, '.name: "Tea" is read as "tea"'],
  ['a value that is lost', { lines: written.lines }, '.name: "Tea" is read as nothing'],
  ['a line that is lost', { ...written, lines: [{ sku: 'A', note: 'x' }] }, '.lines: '],
  ['a field that was left out', { ...written, until: '' }, '.until: was left out and is read as ""'],
  [
    'one within a list',
    {
      ...written,
      lines: [
        { sku: 'A', note: 'x' },
        { sku: 'B', note: '' },
      ],
    },
    '.lines.1.note: was left out',
  ],
])('names %s', (_what, read, says) => {
  expect(differences(written, read, known).join()).toContain(says);
});
