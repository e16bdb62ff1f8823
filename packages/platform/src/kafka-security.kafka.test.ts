import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKafkaTopics, kafkaLog, type NewRecord } from '@noren/log';
import { makeLogger } from '@noren/service-kit';
import { type Authority, certificates, type Certificates, eventually, testBroker } from '@noren/testing';
import { type Broker, kafkaBroker } from '@noren/testing/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { refuseUsedKafka } from './kafka-logs.ts';

const logger = makeLogger({ level: 'silent' });
const timing = { heartbeatMs: 100, leaseMs: 1_500, backoff: { firstMs: 20, mostMs: 500 } };
const own = testBroker()?.own === true;
const TOPIC = 'guarded';
const topics = [{ name: TOPIC, partitions: 2, writers: [] }];
const record = (id: string): NewRecord => ({ topic: TOPIC, key: id, id, type: 'noren.test.v1.Said', value: Buffer.from(id), headers: {} });

describe.skipIf(!own)('a Kafka that demands TLS and a log-in', () => {
  let made: Certificates;
  let authority: Authority;
  let broker: Broker;
  let said: Readonly<Record<string, string>>;
  beforeAll(async () => {
    made = certificates();
    authority = await made.authority();
    const users = { noren: 'a password of 3 w0rds!' };
    const dataDir = mkdtempSync(join(tmpdir(), 'noren-kafka-'));
    broker = await kafkaBroker({ dataDir, temporary: true, guarded: { certificate: await authority.issue(), ca: authority.ca, users } });
    said = { KAFKA_BROKERS: broker.brokers, KAFKA_SSL_CA: authority.ca, KAFKA_SASL_USERNAME: 'noren', KAFKA_SASL_PASSWORD: users.noren };
  });
  afterAll(async () => {
    await broker.stop();
    made.close();
  });
  const home = (env: Readonly<Record<string, string>>) => {
    const { kafka } = readConfig({ ...env, KAFKA_PREFIX: randomBytes(4).toString('hex') });
    if (kafka === undefined) throw new Error('no Kafka was named');
    return kafka;
  };

  /** All that a log does with a broker: topics, appending, following, and as a member of a group. */
  async function worksWith(env: Readonly<Record<string, string>>): Promise<void> {
    const kafka = home(env);
    await ensureKafkaTopics(kafka, topics);
    const log = kafkaLog({ ...kafka, topics, timing });
    const [followed, worked] = [new Set<string>(), new Set<string>()];
    try {
      await log.tail([TOPIC], [], (records) => records.forEach(({ id }) => followed.add(id)));
      await log.subscribe({
        group: 'workers',
        topics: [TOPIC],
        maxRecords: 10,
        assigned: (partitions) => log.committed('workers', partitions),
        revoked: () => Promise.resolve(),
        batch: async (records) => {
          for (const { id, partition, offset } of records) {
            await log.commit('workers', [{ topic: TOPIC, partition, offset: offset + 1, metadata: '' }]);
            worked.add(id);
          }
        },
        full: () => [],
      });
      const ids = ['a', 'b', 'c', 'd', 'e'];
      await log.append(ids.map(record));
      await eventually(() => expect([[...followed].toSorted(), [...worked].toSorted()]).toEqual([ids, ids]), 20_000);
    } finally {
      await log.close();
    }
  }

  it.each(['PLAIN', 'SCRAM-SHA-512'])('carries the log for who logs in by %s', (mechanism) => worksWith({ ...said, KAFKA_SASL_MECHANISM: mechanism }));

  it('takes the password from a file, anew at each connection: it is changed without a stop', async () => {
    const file = join(made.folder, 'password');
    writeFileSync(file, 'the one of before');
    const { KAFKA_SASL_PASSWORD: password = '', ...rest } = said;
    const kafka = home({ ...rest, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_SASL_PASSWORD_FILE: file });
    const log = kafkaLog({ ...kafka, topics, timing });
    await expect(ensureKafkaTopics(kafka, topics)).rejects.toThrow(/SASL SCRAM SHA512 authentication failed/);
    writeFileSync(file, `${password}\n`);
    await ensureKafkaTopics(kafka, topics);
    await expect(log.append([record('a')])).resolves.toHaveLength(1);
    await log.close();
  });

  it('takes a certificate for a log-in, where it asks for that', async () => {
    const { certificate, key } = await authority.issue();
    await worksWith({ KAFKA_BROKERS: broker.byCertificate, KAFKA_SSL_CA: authority.ca, KAFKA_SSL_CERT: certificate, KAFKA_SSL_KEY: key });
  });

  it('is refused, and refuses, with what was tried and why it was nothing', async () => {
    const plain = { ...said, KAFKA_SASL_MECHANISM: 'PLAIN' };
    const refused = (env: Readonly<Record<string, string>>) => refuseUsedKafka(home(env), logger).catch((error: unknown) => error);
    const other = await made.authority();
    const { certificate, key } = await other.issue();
    const stranger = { KAFKA_BROKERS: broker.byCertificate, KAFKA_SSL_CA: authority.ca, KAFKA_SSL_CERT: certificate, KAFKA_SSL_KEY: key };
    const problem = (message: RegExp) => expect.objectContaining({ name: 'Problem', message: expect.stringMatching(message) });
    // kafkajs tries for a while where nothing but the connection has failed, so that they are asked together.
    const found = await Promise.all([
      refused({ KAFKA_BROKERS: broker.brokers }),
      refused({ KAFKA_BROKERS: broker.brokers, KAFKA_SSL_CA: authority.ca }),
      refused({ ...plain, KAFKA_SSL_CA: other.ca }),
      refused({ ...plain, KAFKA_SASL_PASSWORD: 'guessed' }),
      refused(stranger),
    ]);
    expect(found).toEqual([
      problem(/ \(KAFKA_BROKERS\), without TLS \(KAFKA_SSL_CA\) and without a log-in \(KAFKA_SASL_MECHANISM\): /),
      problem(/over TLS and without a log-in \(KAFKA_SASL_MECHANISM\): /),
      problem(/over TLS and as noren by PLAIN: its certificate is not of the CA that is trusted/),
      problem(/as noren by PLAIN: SASL PLAIN authentication failed/),
      problem(/over TLS and without a log-in .*certificate unknown/),
    ]);
  });
});
