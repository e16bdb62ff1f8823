import {
  type Notifier,
  ensureKafkaTopics,
  kafkaClusterId,
  kafkaLog,
  type KafkaLogOptions,
  type KafkaSecurity,
  type Log,
  type Outbox,
  postgresNotifier,
  relay,
  type Running,
  tableOutbox,
} from '@noren/log';
import { readiness, whyNot } from '@noren/service-kit';
import { engineConnection, storeRoles } from '@noren/service-kit/postgres';
import type { Logger } from 'pino';
import type { KafkaHome } from './kafka-home.ts';
import { belongTo } from './log-home.ts';
import type { Logs, LogsOptions } from './logs.ts';
import { meteredRelay } from './metered-relay.ts';
import { Problem } from './problem.ts';
import { topics } from './topics.ts';

/** A member that was not heard of for so long is dead to its group: as short as brokers allow by themselves. */
const timing = { leaseMs: 6_000 };

/**
 * The log on Kafka: one client for all roles of this process, and for each store that writes to the log the relay of its outbox. A notifier for each database tells
 * the relays of other processes that there is something to relay.
 */
export async function kafkaLogs({ databaseUrl, logger, metrics, roles }: LogsOptions, kafka: KafkaHome): Promise<Logs> {
  const reach = reachOf(kafka, logger);
  const home = await homeOn(reach);
  const log = kafkaLog({ ...reach, topics, timing });
  const watch = meteredRelay(metrics);
  const notifiers = new Map<string, Notifier>();
  const outboxes = new Map<string, Outbox>();
  const relays: Running[] = [];

  const notifierOf = (role: string): Notifier => {
    const { host, pathname } = new URL(databaseUrl(role));
    const notifier = notifiers.get(host + pathname) ?? postgresNotifier({ connection: { connectionString: databaseUrl(role) }, logger });
    notifiers.set(host + pathname, notifier);
    return notifier;
  };
  const outboxOf = (role: string): Outbox => {
    const known = outboxes.get(role);
    if (known) return known;
    const notifier = notifierOf(role);
    const outbox = tableOutbox({ store: role, log: { partitionOf: (topic, key) => log.partitionOf(writable(role, topic), key) }, notifier });
    outboxes.set(role, outbox);
    if (writes(role)) relays.push(relay({ store: role, connection: engineConnection(databaseUrl(role)), log, notifier, logger, watch }));
    return outbox;
  };
  const close = async (): Promise<void> => {
    await Promise.all(relays.map((each) => each.stop()));
    await log.close();
    await Promise.all([...notifiers.values()].map((notifier) => notifier.close()));
  };

  try {
    await ensureKafkaTopics(reach, topics);
    await belongTo(home, roles, databaseUrl, (role) => refuseUsed(log, [role]));
  } catch (error) {
    await close();
    throw error;
  }
  return { place: placeOf(kafka), logOf: () => log, outboxOf, missing: readiness({ kafka: () => kafkaClusterId(reach) }), close };
}

/** Throws `Problem` where a platform with other data has used this Kafka: before anything is made anew, or removed for it. */
export async function refuseUsedKafka(kafka: KafkaHome, logger: Logger): Promise<void> {
  const reach = reachOf(kafka, logger);
  await homeOn(reach);
  await ensureKafkaTopics(reach, topics);
  const log = kafkaLog({ ...reach, topics });
  await refuseUsed(log, storeRoles).finally(() => log.close());
}

type Reach = Omit<KafkaLogOptions, 'topics'>;
const reachOf = (kafka: KafkaHome, logger: Logger): Reach => ({ ...kafka, logger, clientId: 'noren' });

/** For people. */
const placeOf = ({ brokers, prefix }: KafkaHome): string => (prefix === '' ? brokers : `${brokers}, topics ${prefix}*`);

const writes = (role: string, topic?: string): boolean => topics.some(({ name, writers }) => writers.includes(role) && (topic ?? name) === name);

function writable(role: string, topic: string): string {
  if (!writes(role, topic)) throw new Error(`log: ${role} may not append to ${topic}`);
  return topic;
}

/** What a store that belongs to this Kafka says. */
async function homeOn(reach: Reach): Promise<string> {
  try {
    return `Kafka, cluster ${await kafkaClusterId(reach)}${reach.prefix ? `, topics ${reach.prefix}*` : ''}`;
  } catch (error) {
    throw new Problem(`no Kafka answers at ${String(reach.brokers)} (KAFKA_BROKERS), ${asked(reach.security)}: ${whyNot(error)}`);
  }
}

/** A broker that wants TLS or a log-in ends the connection without a word, so that whoever has set it up is told what was tried. */
const asked = ({ tls, sasl }: KafkaSecurity = {}): string =>
  [
    tls ? 'over TLS' : 'without TLS (KAFKA_SSL_CA)',
    sasl ? `as ${sasl.username} by ${sasl.mechanism.toUpperCase()}` : 'without a log-in (KAFKA_SASL_MECHANISM)',
  ].join(' and ');

/** New stores whose own events are in the log already: they are another database's. */
async function refuseUsed(log: Log, roles: readonly string[]): Promise<void> {
  const own = topics.filter(({ name }) => roles.some((role) => name === `${role}.events`)).map(({ name }) => name);
  const used = new Set((await log.ends(own)).flatMap(({ topic, offset }) => (offset > 0 ? [topic] : [])));
  if (used.size > 0)
    throw new Problem(
      `the topics on this Kafka belong to other data (${[...used].join(', ')} have records): set KAFKA_PREFIX to a new name, or go on with those data and without --fresh, or delete the topics`,
    );
}
