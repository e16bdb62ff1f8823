import {
  type Bell,
  ensureKafkaTopics,
  kafkaClusterId,
  kafkaLog,
  type KafkaLogOptions,
  type Log,
  type Outbox,
  postgresBell,
  relay,
  type Running,
  tableOutbox,
} from '@noren/log';
import { readiness } from '@noren/service-kit';
import { engineConnection } from '@noren/service-kit/postgres';
import { belongTo } from './log-home.ts';
import type { Logs, LogsOptions } from './logs.ts';
import { meteredRelay } from './metered-relay.ts';
import { Problem } from './problem.ts';
import { topics } from './topics.ts';

/** A member that was not heard of for so long is dead to its group: as short as brokers allow by themselves. */
const timing = { leaseMs: 6_000 };

/**
 * The log on Kafka: one client for all roles of this process, and for each store that writes to the log the relay of its outbox. A bell for each database says
 * to the relays of other processes that there is something to bring.
 */
export async function kafkaLogs({ databaseUrl, logger, metrics, roles }: LogsOptions, brokers: string): Promise<Logs> {
  const reach: Omit<KafkaLogOptions, 'topics'> = { brokers, logger, clientId: 'noren' };
  const home = await homeOn(reach);
  const log = kafkaLog({ ...reach, topics, timing });
  const watch = meteredRelay(metrics);
  const bells = new Map<string, Bell>();
  const outboxes = new Map<string, Outbox>();
  const relays: Running[] = [];

  const bellOf = (role: string): Bell => {
    const { host, pathname } = new URL(databaseUrl(role));
    const bell = bells.get(host + pathname) ?? postgresBell({ connection: { connectionString: databaseUrl(role) }, logger });
    bells.set(host + pathname, bell);
    return bell;
  };
  const outboxOf = (role: string): Outbox => {
    const known = outboxes.get(role);
    if (known) return known;
    const bell = bellOf(role);
    const outbox = tableOutbox({ store: role, log: { partitionOf: (topic, key) => log.partitionOf(writable(role, topic), key) }, bell });
    outboxes.set(role, outbox);
    if (writes(role)) relays.push(relay({ store: role, connection: engineConnection(databaseUrl(role)), log, bell, logger, watch }));
    return outbox;
  };
  const close = async (): Promise<void> => {
    await Promise.all(relays.map((each) => each.stop()));
    await log.close();
    await Promise.all([...bells.values()].map((bell) => bell.close()));
  };

  try {
    await ensureKafkaTopics(reach, topics);
    await belongTo(home, roles, databaseUrl, (role) => refuseUsed(log, role));
  } catch (error) {
    await close();
    throw error;
  }
  return { place: brokers, logOf: () => log, outboxOf, missing: readiness({ kafka: () => kafkaClusterId(reach) }), close };
}

const writes = (role: string, topic?: string): boolean => topics.some(({ name, writers }) => writers.includes(role) && (topic ?? name) === name);

function writable(role: string, topic: string): string {
  if (!writes(role, topic)) throw new Error(`log: ${role} may not append to ${topic}`);
  return topic;
}

/** What a store that belongs to this Kafka says. */
async function homeOn(reach: Omit<KafkaLogOptions, 'topics'>): Promise<string> {
  try {
    return `Kafka, cluster ${await kafkaClusterId(reach)}`;
  } catch (error) {
    throw new Problem(`no Kafka answers at ${String(reach.brokers)} (KAFKA_BROKERS): ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A new store whose own events are in the log already: they are another database's. */
async function refuseUsed(log: Log, role: string): Promise<void> {
  const own = topics.filter(({ name }) => name === `${role}.events`).map(({ name }) => name);
  const used = own.length > 0 && (await log.ends(own)).some(({ offset }) => offset > 0);
  if (used)
    throw new Problem(`the topics on this Kafka hold what another database of Noren's has told (${own.join()}): use that database, or delete the topics`);
}
