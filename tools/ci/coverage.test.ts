import { expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';

const summary = (lines: number, branches: number) => ({ total: { lines: { total: 9, pct: lines }, branches: { total: 9, pct: branches } } });
const floors = { lines: 60, branches: 66 };

it.each([
  ['holds at its floors', summary(60, 66.4), 'lines (at least 60 %), 66.4 % of branches (at least 66 %)', { passed: 1, failed: 0 }],
  ['fails if lines fall', summary(59.9, 70), '59.9 % of lines (below 60 %)', { passed: 0, failed: 1 }],
  ['fails if branches fall', summary(60.2, 65.99), 'branches (below 66 %)', { passed: 0, failed: 1 }],
  ['asks for a higher floor where one is a percent behind', summary(62.7, 66), '62.7 % of lines (at least 60 %: raise that to 62)', { passed: 1, failed: 0 }],
  ['fails if nothing was measured', undefined, 'not measured', { passed: 0, failed: 1 }],
])('%s', (_, said, line, counted) => {
  expect(coverageOf(said, floors)).toEqual({ line: expect.stringContaining(line), counted });
});
