/** `npm run docs`: brings the pages that are made from the code up to date. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { has, read, root } from '../architecture/repository.ts';
import { pages } from './pages.ts';

for (const { path, text } of await pages()) {
  if (has(path) && read(path) === text) continue;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`written: ${path}`);
}
