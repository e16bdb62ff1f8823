import { cpSync, existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { packagesOf, root } from '../architecture/repository.ts';
import { newContext } from './context.ts';
import { copyOfThis, git, install, removeCopies, run } from './house.fixture.ts';
import { newPlatform } from './platform.ts';

afterEach(removeCopies);

describe('npm run new -- context', () => {
  it('makes a context that passes every check', { timeout: 300_000 }, () => {
    const copy = copyOfThis();
    newContext(copy, 'loyalty');
    install(copy);
    const bin = (name: string): string => join(root, 'node_modules/.bin', name);
    const made = git(copy, 'status', '--porcelain', '-uall')
      .split('\n')
      .map((line) => line.slice(3))
      .filter((path) => path.endsWith('.ts') || path.endsWith('.json') || path.endsWith('.yaml'));
    run(copy, bin('prettier'), '--write', ...made);
    // The lockfile is npm's own: here it is written without a registry, from what it knows.
    run(copy, 'npm', 'install', '--package-lock-only', '--ignore-scripts', '--offline', '--no-audit', '--no-fund');
    for (const { folder } of packagesOf(copy).filter(({ area }) => area !== 'loyalty'))
      if (existsSync(join(root, folder, 'src/generated')))
        cpSync(join(root, folder, 'src/generated'), join(copy, folder, 'src/generated'), { recursive: true });
    for (const room of ['contract', 'store'])
      expect(run(join(copy, 'packages/loyalty', room), bin('node'), '../../../tools/generate.ts')).toMatchObject({ passed: true });
    run(copy, bin('node'), 'tools/docs/main.ts');
    expect(run(copy, bin('node'), 'tools/golden/main.ts', '--version', 'first', '--context', 'loyalty')).toMatchObject({ passed: true });

    expect(run(copy, bin('node'), 'tools/check.ts', 'lint', 'types', 'rules', 'proto', 'breaking', 'format').said).toMatch(/\n6 passed, 0 failed\n$/);
    expect(run(copy, bin('vitest'), 'run', '--project', 'unit', '--project', 'int', 'packages/loyalty/', 'packages/platform/src/modules').said).toMatch(
      /Tests {2}\d+ passed/,
    );
  });

  it('takes one word that is not taken', () => {
    for (const name of ['order', 'Loyalty', 'loyalty-points', '../x', '']) expect(() => newContext(root, name)).toThrow(/one word|there already/);
  });
});

describe('npm run new -- platform', () => {
  it('makes a package beside the others and touches nothing outside it', { timeout: 120_000 }, () => {
    const copy = copyOfThis();
    newPlatform(copy, 'corner-market');
    const changed = git(copy, 'status', '--porcelain').trim().split('\n');
    expect(changed).toEqual(['?? packages/link/corner-market/']);

    const old = readdirSync(join(copy, 'packages/link/google-merchant'), { recursive: true, encoding: 'utf8' });
    expect(old.filter((path) => lstatSync(join(copy, 'packages/link/google-merchant', path)).isFile()).length).toBeGreaterThan(3);
    expect(run(copy, 'grep', '-rniE', 'google.?merchant', 'packages/link/corner-market').said).toBe('');
    install(copy);
    for (const { folder } of packagesOf(copy))
      if (existsSync(join(root, folder, 'src/generated')))
        cpSync(join(root, folder, 'src/generated'), join(copy, folder, 'src/generated'), { recursive: true });
    expect(run(copy, join(root, 'node_modules/.bin/tsc'), '-p', 'packages/link/corner-market').said).toBe('');
    expect(run(copy, join(root, 'node_modules/.bin/vitest'), 'run', '--project', 'unit', 'packages/link/corner-market/').said).toMatch(/Tests {2}\d+ passed/);
  });

  it('takes a name that is not taken', () => {
    for (const name of ['core', 'google-merchant', 'Corner', '../x', '']) expect(() => newPlatform(root, name)).toThrow(/small letters|there already/);
  });
});
