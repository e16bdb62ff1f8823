import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, checksFor } from './checks.ts';

/** What checks remember may save time and nothing else: whatever was good a moment ago is red as soon as something makes it wrong. */
const bin = resolve(import.meta.dirname, '../../node_modules/.bin');
let folder = '';
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
/** Runs a check, as `npm run check` would, over the small house of the test. */
function isGood(name: 'format' | 'types'): boolean {
  const [program = '', ...args] = checksFor('')[name] ?? [];
  const { status, error } = spawnSync(join(bin, program), args, { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  return status === 0;
}
const remembered = (): readonly string[] => readdirSync(join(folder, cacheFolder));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'noren-caches-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('types', () => {
  const options = (strict: boolean): string =>
    JSON.stringify({ compilerOptions: { noEmit: true, module: 'nodenext', allowImportingTsExtensions: true, types: [], strict }, include: ['*.ts'] });
  beforeEach(() => {
    write('tsconfig.json', options(false));
    write('package.json', '{ "type": "module" }');
    write('node_modules/bought/package.json', '{ "name": "bought", "version": "1.0.0", "type": "module", "types": "index.d.ts" }');
    write('node_modules/bought/index.d.ts', 'export declare const n: number;');
    write('b.ts', 'export const b: number = 1;');
    write('c.ts', "export { b } from './b.ts';");
    write('a.ts', "import { n } from 'bought';\nimport { b } from './c.ts';\nexport const a: number = b + n;\nexport const f = (x) => x;");
  });

  it.each([
    ['a file that another one imports by a third', () => write('b.ts', "export const b: string = '';")],
    ['a file that is gone', () => rmSync(join(folder, 'b.ts'))],
    ['a file that is new', () => write('d.ts', 'export const d: number = true;')],
    ['a package of the same version', () => write('node_modules/bought/index.d.ts', 'export declare const n: string;')],
    ['what is asked for', () => write('tsconfig.json', options(true))],
  ])('turn red, and stay red, after a change of %s', (_, change) => {
    const before = isGood('types');
    expect([before, remembered()]).toEqual([true, ['types.tsbuildinfo']]);
    change();
    expect([isGood('types'), isGood('types')]).toEqual([false, false]);
  });

  it('are red over a memory that is broken', () => {
    expect(isGood('types')).toBe(true);
    write('a.ts', 'export const a: number = true;');
    write(`${cacheFolder}/types.tsbuildinfo`, '{"version":"7');
    expect(isGood('types')).toBe(false);
  });
});

describe('format', () => {
  beforeEach(() => {
    write('.prettierrc.json', '{ "singleQuote": true }\n');
    write('a.ts', "export const a = 'b';\n");
    write('b.ts', 'export function b() {\n  return 1;\n}\n');
  });

  it.each([
    ['a file', () => write('a.ts', "export const a   = 'b';\n")],
    ['what is asked for', () => write('.prettierrc.json', '{ "singleQuote": false }\n')],
    ['what editors are told', () => write('.editorconfig', '[*]\nindent_style = tab\n')],
    [
      'a file of the same size and time',
      () => {
        const { atime, mtime } = statSync(join(folder, 'a.ts'));
        write('a.ts', 'export const a = "b";\n');
        utimesSync(join(folder, 'a.ts'), atime, mtime);
      },
    ],
  ])('turns red, and stays red, after a change of %s', (_, change) => {
    const before = isGood('format');
    expect([before, remembered()]).toEqual([true, ['prettier']]);
    change();
    expect([isGood('format'), isGood('format')]).toEqual([false, false]);
  });

  it('is red over a memory that is broken', () => {
    expect(isGood('format')).toBe(true);
    write('a.ts', 'export const a = "b";\n');
    write(`${cacheFolder}/prettier`, '[{"version":');
    expect(isGood('format')).toBe(false);
  });
});
