// npm start: installs and generates what is missing, then runs the platform, for development unless NODE_ENV says otherwise.
import { join } from 'node:path';
import { root } from './prepare.mjs';
import { run } from './run.mjs';

process.env.NODE_ENV ||= 'development';

// V8 lets the heap grow to four times what lives in it before it looks for garbage. Some 60 MiB live here: twice and a bit is 130 MiB less to keep.
await run(['--heap-growing-percent=120', join(root, 'packages', 'platform', 'src', 'main.ts'), ...process.argv.slice(2)], { tied: true });
