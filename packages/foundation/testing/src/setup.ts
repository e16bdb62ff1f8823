import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedPostgres, removeData } from '@noren/dev-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrator's URL of the run's PostgreSQL. */
    testServer: string;
  }
}

/** Vitest's globalSetup of the projects whose tests need a database: one PostgreSQL for the run, in a folder that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'noren-test-'));
  chmodSync(dataDir, 0o711); // as root the server runs as another user, who must get in
  const server = await embeddedPostgres({ dataDir, temporary: true, settings: { shared_buffers: '128MB' } });
  project.provide('testServer', server.url);
  return async () => {
    await server.stop();
    await removeData(dataDir);
  };
}
