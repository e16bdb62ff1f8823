import { expect, it } from 'vitest';
import { behindOwn, rememberOwn } from './own-changes.ts';

it('goes from change to change of the page itself, and no further', () => {
  rememberOwn('itm_1', 3, 4);
  rememberOwn('itm_1', 4, 5);
  rememberOwn('itm_2', 5, 6);
  expect(behindOwn('itm_1', 3)).toBe(5);
  expect(behindOwn('itm_1', 5)).toBe(5);
  expect(behindOwn('itm_1', 2)).toBe(2);
});

it('takes a change that made no new version for none', () => {
  rememberOwn('itm_3', 7, 7);
  expect(behindOwn('itm_3', 7)).toBe(7);
});
