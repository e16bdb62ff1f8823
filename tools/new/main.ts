/** `npm run new -- context <name>` and `npm run new -- platform <name>`: a copy of the smallest of its kind, renamed, that passes every check. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { newContext } from './context.ts';
import { newPlatform } from './platform.ts';

const root = resolve(import.meta.dirname, '../..');
const [kind, name = ''] = process.argv.slice(2);

function run(program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

try {
  if (kind === 'context') {
    newContext(root, name);
    run('npm', 'install', '--no-audit', '--no-fund');
    run('npm', 'run', '--silent', 'lock');
    run(join(root, 'node_modules/.bin/prettier'), '--log-level', 'warn', '--write', `packages/${name}`, 'packages/platform', 'buf.yaml');
    run('npm', 'run', '--silent', 'docs');
    run(process.execPath, 'tools/golden/main.ts', '--version', 'first', '--context', name);
    console.log(`packages/${name} is there. Its words are Category's: begin with README.md and the proto. npm run check`);
  } else if (kind === 'platform') {
    newPlatform(root, name);
    run(join(root, 'node_modules/.bin/prettier'), '--log-level', 'warn', '--write', `packages/link/${name}`);
    console.log(`packages/link/${name} is there. npm install makes it known to the others; in packages/platform/src/modules.ts it gets its ports.`);
  } else throw new Error('npm run new -- context <name> | platform <name>');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
