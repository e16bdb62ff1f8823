import { availableParallelism, cpus, release, totalmem } from 'node:os';

/** The machine in one line, to stand above every number. */
export const machine = (postgres: string): string =>
  `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}, PostgreSQL ${postgres}`;
