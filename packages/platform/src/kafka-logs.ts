import { ensureKafkaTopics, kafkaLog, type Log, type Outbox, postgresBell, relay, type Running, tableOutbox, type Bell } from '@noren/log';
import { engineConnection } from '@noren/service-kit/postgres';
import type { Kafka } from './config.ts';
import { belongTo } from './log-home.ts';
import type { Logs, LogsOptions } from './logs.ts';
import { meteredRelay } from './metered-relay.ts';
import { Problem } from './problem.ts';
import { topics } from './topics.ts';

/**
 * The log on Kafka: one client for all roles of this process, and for each store that writes to the log the relay of its outbox. A bell for each database says
 * to the relays of other processes that there is something to bring.
 */
export async function kafkaLogs({ databaseUrl, logger, metrics, roles }: LogsOptions, { brokers, prefix }: Kafka): Promise<Logs> {
  const log = kafkaLog({ brokers, prefix, topics, logger });
  const bells = new Map<string, Bell>();
  const outboxes = new Map<string, Outbox>();
  const relays: Running[] = [];
  const watch = meteredRelay(metrics);

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
    const outbox = tableOutbox({ store: role, log, bell });
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
    const cluster = await ensureKafkaTopics({ brokers, prefix, topics, logger });
    await belongTo(`Kafka ${cluster} ${prefix}`.trim(), roles, databaseUrl, (role) => refuseUsed(log, role));
  } catch (error) {
    await close();
    throw error;
  }
  return { place: brokers.join(','), logOf: () => log, outboxOf, missing: async () => ((await log.reachable()) ? [] : ['kafka']), close };
}

const writes = (role: string): boolean => topics.some(({ writers }) => writers.includes(role));

/** A new store whose own events are in the log already: they are another database's. */
async function refuseUsed(log: Log, role: string): Promise<void> {
  const own = topics.filter(({ name, writers }) => name === `${role}.events` && writers.includes(role)).map(({ name }) => name);
  const used = own.length > 0 && (await log.ends(own)).some(({ offset }) => offset > 0);
  if (used)
    throw new Problem(`the topics of ${role} on this Kafka hold records of another database: set KAFKA_PREFIX to a name of this one's own, or delete them`);
}
