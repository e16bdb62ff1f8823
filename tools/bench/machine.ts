import { cpus, release, totalmem } from 'node:os';

/** The machine in one line, to stand above every number. */
export const machine = (postgres: string): string => `${machineOnly()}, Node ${process.versions.node}, PostgreSQL ${postgres}`;

/** The machine without what runs on it. */
export const machineOnly = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
