import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagesOf, root } from '../architecture/repository.ts';

const copies: string[] = [];
export const removeCopies = (): void => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
};

/** Runs a program to its end. */
export const run = (cwd: string, program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NODE_ENV: 'test' },
  });
  return { passed: status === 0, said: `${stdout}${stderr}` };
};
export const git = (cwd: string, ...args: readonly string[]): string =>
  run(cwd, 'git', '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args).said;

/** The repository as it stands, committed, in a folder of its own. */
export function copyOfThis(): string {
  const copy = mkdtempSync(join(tmpdir(), 'noren-new-'));
  copies.push(copy);
  const paths = git(root, 'ls-files', '-co', '--exclude-standard')
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)));
  for (const path of paths) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { verbatimSymlinks: true, recursive: true });
  }
  git(copy, 'init', '-q', '-b', 'main');
  git(copy, 'add', '-A');
  git(copy, 'commit', '-q', '-m', 'as it stands');
  return copy;
}

/** What `npm install` would make of the packages: bought ones by links to ours, our own by links into the copy. */
export function install(copy: string): void {
  const links = join(copy, 'node_modules');
  mkdirSync(join(links, '@noren'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@noren' && entry !== '.noren'))
    symlinkSync(join(root, 'node_modules', name), join(links, name));
  for (const { folder, name } of packagesOf(copy)) symlinkSync(join(copy, folder), join(links, name));
}
