import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedPostgres } from '@noren/dev-postgres';
import { fillTopics, kafkaBroker } from '@noren/testing/kafka';
import { ports } from '../../src/modules.ts';
import type { LogLine } from '../faults/child.ts';
import { dataFolder, removeFolder } from '../faults/house.ts';
import { identitiesOf } from '../faults/merchant.ts';
import { freeBase } from '../faults/ports.ts';
import { startWhole } from '../faults/whole-house.ts';
import type { Place } from '../support/contexts.ts';
import { type LogKind, readData, readAnswers, type GoldenAnswers } from './fixture.ts';
import { restoreDatabase } from './restore.ts';

/** What a version left, on servers of its own, ready for a platform of today. */
export type RestoredGolden = Readonly<{
  answers: GoldenAnswers;
  /** As the administrator. */
  database: string;
  /** Starts today's whole platform on it, which migrates first. */
  start(): Promise<Place & Readonly<{ lines(): readonly LogLine[]; stop(): Promise<void> }>>;
  /** Ends the servers and removes all of it. */
  close(): Promise<void>;
}>;

/** Makes a database, and for `kafka` a broker of the same cluster, hold what the version left. Throws `NoKafka` where there is no Kafka to be had. */
export async function restoreGolden(version: string, log: LogKind): Promise<RestoredGolden> {
  const answers = readAnswers(version, log);
  const lines = readData(version, log);
  const folders = [dataFolder(), dataFolder(), dataFolder()] as const;
  const open: (() => Promise<void>)[] = folders.map((folder) => () => removeFolder(folder));
  const close = async (): Promise<void> => {
    for (const each of open.splice(0).toReversed()) await each();
  };
  try {
    const env: Record<string, string> = {};
    if (log === 'kafka') {
      const broker = await kafkaBroker({ dataDir: folders[2], ...(answers.cluster === undefined ? {} : { clusterId: answers.cluster }) });
      open.push(broker.stop);
      await fillTopics(
        broker.brokers,
        lines.filter((line) => line.kind === 'topic'),
      );
      env['KAFKA_BROKERS'] = broker.brokers;
    }
    const server = await embeddedPostgres({ dataDir: folders[0] });
    open.push(server.stop);
    await restoreDatabase(server.url, 'noren', lines, answers.madeAt);
    const start = async () => {
      const base = await freeBase();
      mkdirSync(folders[1], { recursive: true });
      writeFileSync(join(folders[1], 'sample.json'), JSON.stringify(answers.sample), { mode: 0o600 });
      // A folder that has no version is a new one, and a new one is empty.
      writeFileSync(join(folders[1], 'version'), '1\n');
      const { child } = await startWhole(folders[1], base, { ...env, DATABASE_URL: server.url, NODE_ENV: 'test' });
      const stop = async (): Promise<void> => void (await child.stop());
      open.push(stop);
      return { address: (port: string) => `127.0.0.1:${base + (ports.get(port) ?? 0)}`, identities: identitiesOf(server.url), lines: child.lines, stop };
    };
    return { answers, database: Object.assign(new URL(server.url), { pathname: '/noren' }).href, start, close };
  } catch (error) {
    await close();
    throw error;
  }
}
