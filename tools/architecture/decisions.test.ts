import { describe, expect, it } from 'vitest';
import { has, pathsUnder, read } from './repository.ts';

const decisions = pathsUnder('docs/adr', '.md').filter((path) => /\/\d{4}-/.test(path));
const titleOf = (path: string): string => /^# \d+\. (.+)$/m.exec(read(path))?.[1] ?? '';

type Check = Readonly<{ path: string; tests: readonly string[] }>;

/** The checks that a record's last paragraph names: a file, and where it says so, tests of that file. */
function checksOf(text: string): readonly Check[] {
  const keptBy = /\nKept by: ([^]*)$/.exec(text)?.[1] ?? '';
  return keptBy
    .split(/`(?=[\w./-]+`)/)
    .slice(1)
    .map((part) => {
      const [path = '', rest = ''] = part.split('`');
      return { path, tests: [...rest.replaceAll('\n', ' ').matchAll(/"([^"]+)"/g)].map(([, name = '']) => name) };
    });
}

/** Why a check does not keep anything; undefined if it does. */
function missing({ path, tests }: Check, fileOf: (path: string) => string | undefined): string | undefined {
  const text = fileOf(path);
  if (text === undefined) return `${path} is not there`;
  if (!/\.test\.ts$|contract-suite\.ts$/.test(path)) return `${path} is no test`;
  if (/^\s*(it|test|describe)\.(skip|todo|fails)\b/m.test(text)) return `${path} leaves tests out`;
  const absent = tests.find((name) => !text.includes(name) && !text.includes(name.replaceAll("'", "\\'")));
  return absent === undefined ? undefined : `${path} has no test "${absent}"`;
}

describe.each(decisions)('%s', (path) => {
  it('ends with the checks that keep it', () => {
    const checks = checksOf(read(path));
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.flatMap((check) => missing(check, (named) => (has(named) ? read(named) : undefined)) ?? [])).toEqual([]);
  });

  it('says why, what, with which consequences and instead of what, on one page', () => {
    const text = read(path);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(['Context', 'Decision', 'Consequences', 'Alternatives']);
    expect(text.split('\n').length).toBeLessThan(70);
  });

  it('is in the index under its title', () => {
    const name = path.split('/').at(-1) ?? '';
    expect(read('docs/adr/README.md')).toContain(`| [${Number(name.slice(0, 4))}](${name}) | ${titleOf(path)} |`);
  });
});

it('numbers run without gaps', () => {
  expect(decisions.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1])).sort((a, b) => a - b)).toEqual(decisions.map((_, at) => at + 1));
});

describe('the check of the checks', () => {
  const files: Readonly<Record<string, string>> = { 'a/b.test.ts': "it('keeps it', () => {})", 'a/c.test.ts': "it.skip('keeps it', () => {})", 'a/d.ts': '' };
  const file = (path: string): string | undefined => files[path];

  it('passes what is there', () => {
    const checks = checksOf('# 1\n\nKept by: `a/b.test.ts` "keeps\nit".\n');
    expect(checks).toEqual([{ path: 'a/b.test.ts', tests: ['keeps it'] }]);
    expect(checks.map((check) => missing(check, file))).toEqual([undefined]);
  });

  it.each([
    ['a file that is not there', '`a/e.test.ts`'],
    ['a test that is not there', '`a/b.test.ts` "keeps something else"'],
    ['a test that is skipped', '`a/c.test.ts` "keeps it"'],
    ['a file that tests nothing', '`a/d.ts`'],
  ])('sees %s', (_, keptBy) => {
    expect(checksOf(`\nKept by: ${keptBy}.`).map((check) => typeof missing(check, file))).toEqual(['string']);
  });
});
