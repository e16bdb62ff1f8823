import { spawnSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';

/** Another process runs on this data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

type Owner = Readonly<{ pid: number; started: string }>;

/** One process at a time: takes the file, or throws `FolderInUse` where the process that has it still runs. What a killed one left is taken over. */
export function own(file: string, what: string): () => void {
  const me: Owner = { pid: process.pid, started: startOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(me));
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
      const owner = read(file);
      if (owner && lives(owner)) throw new FolderInUse(`${what} is in use by process ${owner.pid}`);
      rmSync(file, { force: true });
    }
  } finally {
    unlinkSync(draft);
  }
}

function read(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const lives = ({ pid, started }: Owner): boolean => alive(pid) && startOf(pid) === started;

/** A process that has ended and whom nobody has buried yet (containers whose first process does not care) counts as dead. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return status(pid)?.[0] !== 'Z';
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** When the process began, in whatever form the system tells it: a number is given again after its process has ended. */
function startOf(pid: number): string {
  if (process.platform === 'linux') return status(pid)?.[19] ?? '';
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Linux: the words of /proc/<pid>/stat behind the program's name; the first is its state. */
function status(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
