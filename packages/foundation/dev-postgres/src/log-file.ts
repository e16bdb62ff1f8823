import { copyFileSync, statSync, truncateSync } from 'node:fs';

const MOST_BYTES = 10_000_000;
const EVERY_MS = 60_000;

/** Keeps what PostgreSQL says from filling the disk: what is more than 10 MB goes to `<file>.1`, in the place of what was there. Gives back what ends it. */
export function keptSmall(logFile: string): () => void {
  rotate(logFile);
  const timer = setInterval(() => rotate(logFile), EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** PostgreSQL goes on writing to the file that it has open, at its end: the file is emptied and stays the same. */
export function rotate(logFile: string): void {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) <= MOST_BYTES) return;
  copyFileSync(logFile, `${logFile}.1`);
  truncateSync(logFile);
}
