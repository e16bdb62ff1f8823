/**
 * Makes `src/generated/` of the package it is started in: TypeScript from `proto/` (buf, ts-proto) and what these files say, for gRPC reflection
 * (`descriptors.binpb`, a FileDescriptorSet); a client from `prisma/schema.prisma` (Prisma). Needs no network. The folder is replaced as a whole, so that nothing stays of a message that is gone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const here = process.cwd();
const generated = join(here, 'src/generated');
const tool = (name: string): string => join(root, 'node_modules/.bin', name);

const run = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
  const done = spawnSync(tool(name), args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout}${done.stderr}${done.error?.message ?? ''}\n`);
  process.exit(1);
};

/** Runs `make` into a new folder beside the old one, then swaps the two: readers never see a half of it. */
const replace = (make: (folder: string) => void): void => {
  mkdirSync(dirname(generated), { recursive: true });
  const scratch = mkdtempSync(join(dirname(here), '.generated-'));
  try {
    make(join(scratch, 'new'));
    if (existsSync(generated)) renameSync(generated, join(scratch, 'old'));
    renameSync(join(scratch, 'new'), generated);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

if (existsSync(join(here, 'proto')))
  replace((folder) => {
    const protos = relative(root, join(here, 'proto'));
    run('buf', ['generate', protos, '--template', 'buf.gen.yaml', '-o', folder]);
    run('buf', ['build', protos, '-o', join(folder, 'descriptors.binpb')]);
  });

if (existsSync(join(here, 'prisma/schema.prisma')))
  // Prisma stops where it cannot download its schema engine, which `generate` does not use: any file that exists satisfies it.
  run('prisma', ['generate', '--schema', join(here, 'prisma/schema.prisma')], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  });
