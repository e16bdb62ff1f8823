import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse } from '@noren/service-kit/owner';
import { Problem } from './problem.ts';

/** Counts up when what is in the folder changes so that an older Noren would not understand it. */
const dataVersion = 1;

/** Makes the data folder usable, or says in one line why it is not. `fresh`: removes what was there, if it was ours. */
export async function openDataFolder(dataDir: string, fresh: boolean): Promise<void> {
  try {
    if (existsSync(dataDir)) refuseForeign(dataDir);
    if (fresh && existsSync(dataDir)) await empty(dataDir);
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const file = join(dataDir, 'version');
    if (!existsSync(file)) return writeFileSync(file, `${dataVersion}\n`);
    const found = Number(readFileSync(file, 'utf8'));
    if (!Number.isInteger(found) || found < 1) throw new Problem(`${file} does not say which version the data is of`);
    if (found > dataVersion)
      throw new Problem(`the data in ${dataDir} is of a newer version of Noren (${found}, this one knows ${dataVersion}): update, or use --data or --fresh`);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`the data folder ${dataDir} cannot be used: ${reason(error)}`);
  }
}

/** What tools put beside the platform's data: `npm run kafka` its topics and its address, `npm run bench` its numbers. */
const isBeside = (name: string): boolean => name === 'bench' || name === 'kafka.json' || name.startsWith('kafka-');

/** The PostgreSQL of development has left more than files, if it ever ran on the folder: only then is it asked. */
async function empty(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'secret'))) {
    const { removeCluster } = await import('@noren/dev-postgres');
    await removeCluster(dataDir);
  }
  for (const name of readdirSync(dataDir)) if (!isBeside(name)) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** A folder full of somebody's files is not a place to put data, and even less one to remove. */
function refuseForeign(dataDir: string): void {
  const names = readdirSync(dataDir).filter((name) => !isBeside(name));
  if (names.length > 0 && !names.includes('version')) throw new Problem(`the data folder ${dataDir} cannot be used: it holds files that are not Noren's`);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof FolderInUse) return error.message.slice(error.message.indexOf('is in use'));
  const said =
    'code' in error
      ? { EACCES: 'no permission', EROFS: 'the disk is read-only', ENOTDIR: 'it is not a folder', ENOSPC: 'the disk is full' }[String(error.code)]
      : undefined;
  return said ?? error.message;
}
