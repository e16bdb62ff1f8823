import { storeRoles } from '@noren/service-kit/postgres';
import type { Logger } from 'pino';
import { makeMetrics } from '@noren/service-kit';
import { type Config, variable } from './config.ts';
import { openDatabase } from './database.ts';
import { openLogs } from './open-logs.ts';
import { refusePlaintext } from './plaintext.ts';
import { Problem } from './problem.ts';

/**
 * What a deployment's modules find when they start, each with its own role's URL and none of the administrator's: roles with the passwords of their URLs, schemas,
 * and the log with its topics. Repeating it changes nothing. Throws `Problem` where the environment does not say all of it.
 */
export async function provisionDeployment(config: Config, dataDir: string, logger: Logger): Promise<void> {
  const missing = ['DATABASE_URL', ...storeRoles.map((role) => variable(role, 'DATABASE_URL'))].filter((name, at) =>
    at === 0 ? config.databaseUrl === undefined : config.roleUrl(storeRoles[at - 1] ?? '') === undefined,
  );
  if (missing.length > 0) throw new Problem(`provision needs the administrator's URL and one for each role; missing: ${missing.join(', ')}`);
  refusePlaintext([], config);
  const database = await openDatabase({ config, dataDir, port: 0, roles: ['log'], embedded: false, tell: (line) => logger.warn(line) });
  try {
    const logs = await openLogs({ databaseUrl: database.url, logger, metrics: makeMetrics(), roles: ['log'] }, config.kafka);
    await logs.close();
  } finally {
    await database.stop();
  }
}
