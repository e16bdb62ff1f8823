import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagesOf, pathsUnder, read, root } from './repository.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'noren-lint-'));
  mkdirSync(join(folder, 'packages/order/engine/src'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules that a file breaks, as `plugin(rule)`. */
function broken(text: string): readonly string[] {
  writeFileSync(join(folder, 'packages/order/engine/src/a.ts'), text);
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-c', join(root, '.oxlintrc.json'), '--format', 'unix', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/\[(?:Error|Warning)\/([^\]]+)\]/g)].map(([, rule = '']) => rule);
}

describe('lint', () => {
  it.each([
    ['any', 'export const a = (b: any): unknown => b;', 'typescript(no-explicit-any)'],
    ['an assertion that something is there', 'export const a = (b?: string): string => b!;', 'typescript(no-non-null-assertion)'],
    ['a silenced compiler', '// @ts-ignore\nexport const a: string = 1;', 'typescript(ban-ts-comment)'],
    ['==', 'export const a = (b: unknown): boolean => b == 1;', 'eslint(eqeqeq)'],
    ['console', "console.log('here');", 'eslint(no-console)'],
    ['a default export', 'export default 1;', 'import(no-default-export)'],
    ['a value import of types', "import { A } from './b.ts';\nexport const a: A = 1;", 'typescript(consistent-type-imports)'],
    ['a function of more than a screen', `export function a(b: number): number {\n${'  b;\n'.repeat(90)}  return b;\n}`, 'eslint(max-lines-per-function)'],
  ])('refuses %s', (_, text, rule) => {
    expect(broken(text)).toContain(rule);
  });

  it('takes what is well', () => {
    expect(broken("import type { A } from './b.ts';\nexport const a = (b: A): boolean => b === 1;\n")).toEqual([]);
  });

  it('lints every package by one configuration, and nothing else lints', () => {
    const configurations = pathsUnder('packages', 'rc.json').concat(pathsUnder('packages', 'eslint.config.js'));
    expect(configurations).toEqual([]);
    for (const { folder: at } of packagesOf()) expect(read(`${at}/package.json`)).not.toMatch(/eslint|biome|tslint/);
    expect(read('package.json')).not.toMatch(/eslint|biome|tslint/);
  });
});
