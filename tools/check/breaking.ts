import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Compares all contracts, as one image each, with those of the version `argv[2]` (a git ref), by `breaking` of buf.yaml; fails where one breaks.
 *
 * Why not `buf breaking` alone: it compares module by module and refuses wherever there is one module more than before, that is every new context.
 */
const [base] = process.argv.slice(2);
if (base === undefined) throw new Error('give the version to compare with: node tools/check/breaking.ts <git ref>');

const folder = mkdtempSync(join(tmpdir(), 'noren-breaking-'));
const inFolder = (name: string): string => join(folder, name);
const buf = (...args: string[]): unknown => execFileSync('buf', args, { stdio: 'inherit' });

try {
  // In an image a file is named as it is imported, so the modules and their folders go.
  const rules = readFileSync('buf.yaml', 'utf8')
    .replace(/^modules:\n(?: .*\n)+/m, '')
    .replace(/packages\/[\w-]+\/contract\/proto\//g, '');
  writeFileSync(inFolder('buf.yaml'), rules);
  buf('build', '-o', inFolder('now.binpb'));
  buf('build', `.git#ref=${base}`, '-o', inFolder('base.binpb'));
  buf('breaking', inFolder('now.binpb'), '--against', inFolder('base.binpb'), '--config', inFolder('buf.yaml'));
} catch {
  // buf has said what breaks.
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
