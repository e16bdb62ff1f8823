import { expect, it } from 'vitest';
import { circles } from './circles.ts';
import { filesUnder } from './repository.ts';

/** Every file's imports, a line each: `a.ts` → its text. */
const planted = (files: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
  circles(Object.entries(files).map(([path, text]) => ({ path: `packages/order/engine/src/${path}`, text })));
const at = (...names: readonly string[]): readonly string[] => names.map((name) => `packages/order/engine/src/${name}`);

it('no file reaches itself by its imports, those of types included', { timeout: 60_000 }, () => {
  const files = ['.ts', '.tsx'].flatMap((ends) => [...filesUnder('packages', ends), ...filesUnder('tools', ends)]);
  expect(files.length).toBeGreaterThan(100);
  expect(circles(files)).toEqual([]);
});

it.each([
  ['of two files', { 'a.ts': "import { b } from './b.ts';", 'b.ts': "import { a } from './a.ts';" }, at('a.ts', 'b.ts')],
  ['of types alone', { 'a.ts': "import type { B } from './b.ts';", 'b.ts': "import { type A } from './a.ts';" }, at('a.ts', 'b.ts')],
  ['through what is handed on', { 'a.ts': "export { b } from './b.ts';", 'b.ts': "export type { A } from './a.ts';" }, at('a.ts', 'b.ts')],
  ['through what is loaded late', { 'a.ts': "export const b = () => import('./b.ts');", 'b.ts': "import type { A } from './a.ts';" }, at('a.ts', 'b.ts')],
  [
    'of three files in two folders, the page with its parts',
    { 'a.tsx': "import { b } from './in/b.ts';", 'in/b.ts': "import { c } from './c.ts';", 'in/c.ts': "import type { A } from '../a.tsx';" },
    at('a.tsx', 'in/b.ts', 'in/c.ts'),
  ],
  ['of one file', { 'a.ts': "import { a } from './a.ts';" }, at('a.ts')],
])('sees a circle %s', (_, files, circle) => {
  expect(planted(files)).toEqual([circle]);
});

it('takes two ways to one file for no circle', () => {
  expect(planted({ 'a.ts': "import './b.ts'; import './c.ts';", 'b.ts': "import './d.ts';", 'c.ts': "import './b.ts'; import './d.ts';", 'd.ts': '' })).toEqual(
    [],
  );
});
