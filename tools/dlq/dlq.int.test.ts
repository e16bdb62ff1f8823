import { ensureTopics, postgresLog } from '@noren/log';
import { testDatabase } from '@noren/testing';
import { dlqOf, workTopics } from './contract-suite.ts';

dlqOf('PostgreSQL', async () => {
  const db = await testDatabase({ stores: ['log'] });
  await ensureTopics(db.pool('log'), workTopics);
  const log = postgresLog({ pool: db.pool('order'), topics: workTopics });
  return {
    log,
    options: ['--database', db.url('order')],
    environment: { DATABASE_URL: db.url('order') },
    close: async () => {
      await log.close();
      await db.close();
    },
  };
});
