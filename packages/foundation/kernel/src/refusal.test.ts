import { expect, it } from 'vitest';
import { Refusal, refusalsOf } from './refusal.ts';

const refusal = refusalsOf({ closed: { kind: 'conflict', message: 'The shop has been closed for good', cure: 'Create another shop.' } });

it('a refusal has the kind and the sentence that its table has for the code', () => {
  expect(refusal('closed', 'shopId')).toEqual(new Refusal('conflict', 'closed', 'The shop has been closed for good', 'shopId'));
  expect(refusal('closed', 'shopId')).toMatchObject({ kind: 'conflict', code: 'closed', field: 'shopId' });
});

it('a detail follows the sentence', () => expect(refusal('closed', undefined, 'since Monday').message).toBe('The shop has been closed for good: since Monday'));

it('a code that the table does not have does not compile', () => {
  // @ts-expect-error no such code
  expect(() => refusal('open')).toThrow(TypeError);
});
