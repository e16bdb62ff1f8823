import { expect, it } from 'vitest';
import { merged } from './merge.ts';

const base = { price: '100', name: 'Tea', status: 'draft' };

it('what only one of two people changed is as they changed it', () => {
  expect(merged(base, { ...base, price: '120' }, { ...base, name: 'Green tea' })).toMatchObject({
    result: { price: '120', name: 'Green tea', status: 'draft' },
    clashes: [],
  });
});

it('what both changed, each otherwise, is a clash and stands as mine until somebody chooses', () => {
  const { result, clashes } = merged(base, { ...base, price: '120' }, { ...base, price: '90' });
  expect([result.price, clashes]).toEqual(['120', [{ field: 'price', mine: '120', theirs: '90' }]]);
});

it('the same change by both is no clash', () => {
  expect(merged(base, { ...base, price: '120' }, { ...base, price: '120' }).clashes).toEqual([]);
});
