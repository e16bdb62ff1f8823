// npm runs this after an install, on whatever Node the machine has: generates code, unless only the lockfile was asked for.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (existsSync(join(root, 'node_modules', '.bin', 'nx'))) {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'generate'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) process.stderr.write(stdout ?? '');
  process.exitCode = status ?? 1;
}
