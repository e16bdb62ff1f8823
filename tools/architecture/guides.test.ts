import { describe, expect, it } from 'vitest';
import { contexts, has, packagesOf, pathsUnder, read } from './repository.ts';

const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const guides = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pathsUnder('docs', '.md'), ...pathsUnder('packages', 'README.md')];

describe.each(guides)('%s', (guide) => {
  const text = read(guide);

  it('names no file that is not there', () => {
    const named = [...text.matchAll(/`((?:packages|tools|docs|bin)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    // The checks that a decision names have a test of their own.
    expect(guide.startsWith('docs/adr/0') ? [] : named.filter((path) => !has(path))).toEqual([]);
  });

  it('leads to no page that is not there', () => {
    const folder = guide.includes('/') ? guide.slice(0, guide.lastIndexOf('/') + 1) : '';
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => `${folder}${path}`);
    expect(links.filter((path) => !has(path))).toEqual([]);
  });

  it('gives no command that is not there', () => {
    const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('docs/terms.md', () => {
  const rows = read('docs/terms.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| pattern |') && !line.startsWith('| ---'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('says of each pattern what we call it and one place that does it', () => {
    expect(rows.length).toBeGreaterThan(50);
    const wanting = rows.filter(([, pattern, ours, where = '']) => pattern === '' || ours === '' || !/^`[\w./-]+\.\w+`$|^\[.+\]\(.+\)$/.test(where));
    expect(wanting).toEqual([]);
  });
});

it.each(packagesOf().filter(({ role }) => role === 'foundation'))('$folder says what it promises, and when to use something else', ({ folder }) => {
  const text = has(`${folder}/README.md`) ? read(`${folder}/README.md`) : '';
  for (const heading of ['What it promises', 'When to use']) expect(text).toContain(`\n## ${heading}`);
});

it.each(contexts())('the README of %s names each call that it takes and each event that it tells', (context) => {
  const protos = pathsUnder(`packages/${context}/contract/proto`, '.proto');
  const calls = protos.flatMap((path) => [...read(path).matchAll(/^ *rpc (\w+)/gm)]);
  const events = protos.filter((path) => path.endsWith('/events.proto')).flatMap((path) => [...read(path).matchAll(/^message (\w+)/gm)]);
  expect(calls.length).toBeGreaterThan(0);
  expect(events.length).toBeGreaterThan(0);
  const text = read(`packages/${context}/README.md`);
  expect([...calls, ...events].map(([, name = '']) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

it('the changelog has a place for what is not released, and the version that packages have', () => {
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const headings = [...read('CHANGELOG.md').matchAll(/^## \[(.+)\]/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, 2)).toEqual(['Unreleased', version]);
});

it('the README is one page', () => {
  expect(read('README.md').split('\n').length).toBeLessThan(90);
});

describe('CODEOWNERS', () => {
  const rules = read('CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/));

  /** Whose a path is: the last rule that matches. */
  const ownersOf = (path: string): readonly string[] =>
    rules.findLast(([pattern = '']) => new RegExp(pattern === '*' ? '.' : `^${pattern.slice(1).replaceAll('*', '[^/]+')}`).test(path))?.slice(1) ?? [];

  it('gives every context and all of foundation to Core', () => {
    const core = packagesOf().filter(({ context, role }) => context || role === 'foundation');
    expect(core.length).toBeGreaterThan(contexts().length);
    for (const { folder } of core) expect(ownersOf(`${folder}/src/index.ts`)).toEqual(['@noren/core']);
  });

  it('gives each of the rooms that face the world to its team, and what they say to others to Core as well', () => {
    for (const area of ['link', 'merchant-link', 'bff']) {
      expect(ownersOf(`packages/${area}/core/src/index.ts`)).toEqual([`@noren/${area}`]);
      expect(ownersOf(`packages/${area}/contract/src/index.ts`)).toEqual([`@noren/${area}`, '@noren/core']);
    }
  });
});
