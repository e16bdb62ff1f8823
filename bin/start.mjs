// npm start: installs and generates what is missing, then runs the platform.
import { join } from 'node:path';
import { root } from './prepare.mjs';
import { run } from './run.mjs';

await run([join(root, 'packages', 'platform', 'src', 'main.ts'), ...process.argv.slice(2)], { tied: true });
