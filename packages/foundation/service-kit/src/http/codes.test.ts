import { expect, it } from 'vitest';
import { problemsOf } from './codes.ts';

const refusal = (message: string) => ({ kind: 'conflict', message, cure: 'Read it again.' }) as const;

it('problems of contexts have their sentences as titles, and the status of their kind', () =>
  expect(problemsOf({ shop_closed: refusal('The shop has been closed for good') })).toEqual({
    shop_closed: { status: 409, title: 'The shop has been closed for good', cure: 'Read it again.' },
  }));

it('a code that two contexts use for different things has no title of its own, and a code of every edge keeps its own', () => {
  const tables = [
    { names: refusal('An item has names'), same: refusal('One') },
    { names: refusal('A category has names'), same: refusal('One') },
  ];
  expect(Object.keys(problemsOf(...tables, { version_conflict: refusal('The shop has changed') }))).toEqual(['same']);
});
