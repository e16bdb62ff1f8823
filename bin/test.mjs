// npm test: installs and generates what is missing, then runs every test (or those that its arguments name).
import { join } from 'node:path';
import { root } from './prepare.mjs';
import { run } from './run.mjs';

await run([join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]);
