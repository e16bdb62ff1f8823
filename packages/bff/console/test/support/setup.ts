import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Dev, startPlatform } from './platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dev: Dev;
  }
}

/** Builds the page and starts a platform with the sample merchant, which all browser tests share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = resolve(import.meta.dirname, '../..');
  execFileSync(process.execPath, [resolve(folder, '../../../node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: folder,
    stdio: 'inherit',
    // What people get: under vitest's own NODE_ENV it would be React for its developers.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const { dev, stop } = await startPlatform();
  project.provide('dev', dev);
  return stop;
}
