import { join } from 'node:path';

/** One check: a program of node_modules/.bin and what it is given. */
export type Check = readonly [program: string, ...args: string[]];

/** Where checks keep what they know from the last time; ignored by git. Removing it costs seconds and nothing else. */
export const cacheFolder = '.cache/check';
const cached = (name: string): string => join(cacheFolder, name);

/**
 * What is checked, by name, in the order in which it is told. `base`: the version that others build on, empty where there is no git.
 *
 * Two of the programs remember. Neither may call good what is not (`caches.test.ts`): tsc keeps a hash of every file that it read, its options and its
 * version, and the errors that it found; prettier keeps a hash of what it found formatted, its options and its version.
 */
export const checksFor = (base: string): Readonly<Record<string, Check>> => ({
  generate: ['nx', 'run-many', '-t', 'generate', '--output-style=stream'],
  lint: ['oxlint', '--deny-warnings', '.'],
  types: ['tsc', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', cached('types.tsbuildinfo')],
  // The page runs in a browser: it has other types and JSX.
  page: ['tsc', '-p', 'packages/bff/console', '--incremental', '--tsBuildInfoFile', cached('page.tsbuildinfo')],
  rules: ['vitest', 'run', '--project', 'unit', 'tools/architecture/'],
  proto: ['buf', 'lint'],
  // What is in the log was written by an older proto.
  ...(base === '' ? {} : { breaking: ['node', 'tools/check/breaking.ts', base] as const }),
  format: ['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '--cache-location', cached('prettier'), '.'],
});

/** The others read what this one makes: nothing runs beside it. */
export const first = 'generate';
/** The long ones begin before the short ones, so that no core waits at the end. */
export const longest: readonly string[] = ['rules', 'types', 'format', 'page', 'breaking'];
