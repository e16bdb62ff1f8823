import type { Clock } from '@noren/kernel';
import type { Log } from '@noren/log';
import type { Host } from '@noren/service-kit';
import { gauge } from '@noren/service-kit';
import { glance } from './glance.ts';
import type { Queryable } from './record-table.ts';
import { type Lag, lagOf, type Standing, standingOf } from './standing.ts';

/** A store by its role, and the log as that role reads it. */
type WatchedStore = Readonly<{ store: string; db: Queryable; log: Pick<Log, 'ends' | 'read'> }>;

/** A database or a log that has not answered by then is told to be away. */
const PATIENCE_MS = 2_000;

type Seen = Readonly<{ store: string; standing: Standing | undefined; lags: readonly Lag[] | undefined }>;

/**
 * Metrics of how stores stand: one query a store and one a log at a scrape, whoever runs the engines. So a subscription that nobody works on is seen by the others, and
 * several processes tell the same. What cannot be asked is missing from a scrape, which says so and does not fail.
 */
export function watchStores({ metrics, clock }: Pick<Host, 'metrics'> & Readonly<{ clock: Clock }>, stores: readonly WatchedStore[]): void {
  const lookers = stores.map(({ store, db, log }) => {
    const lagsOf = lagOf(log, () => clock.now());
    const standing = glance(() => standingOf(db), PATIENCE_MS);
    let positions: Standing['positions'] = [];
    const lags = glance(() => lagsOf(positions), PATIENCE_MS);
    return async (): Promise<Seen> => {
      const found = await standing();
      positions = found?.positions ?? [];
      return { store, standing: found, lags: found && (await lags()) };
    };
  });
  const look = glance(() => Promise.all(lookers.map((each) => each())), 2 * PATIENCE_MS);
  const tell = <Label extends string>(name: string, help: string, labels: readonly Label[], of: (seen: Seen) => readonly Sample<Label>[]): void =>
    gauge(metrics, name, help, labels, async () => ((await look()) ?? []).flatMap(of));

  tell('noren_store_up', '1 where the database of a store answers', ['store'], ({ store, standing }) => [[{ store }, standing ? 1 : 0]]);
  tell('noren_log_up', '1 where the log answers', ['store'], ({ store, standing, lags }) => (standing ? [[{ store }, lags ? 1 : 0]] : []));
  tell('noren_subscription_lag_records', 'Records that a subscription has yet to work through', ofPartition, ({ lags = [] }) =>
    lags.map((lag) => [labelsOf(lag), lag.records]),
  );
  tell(
    'noren_subscription_lag_seconds',
    'For how long the first record that a subscription has yet to work through has been in the log',
    ofPartition,
    ({ lags = [] }) => lags.flatMap((lag) => (lag.seconds === undefined ? [] : [[labelsOf(lag), lag.seconds]])),
  );
  tell('noren_oldest_undecided_command_seconds', 'For how long the oldest command has been waiting to be decided', ['context', 'partition'], undecided);
  tell('noren_outbox_records', 'Records that are yet to be brought to the log', ['store'], ({ store, standing }) =>
    standing ? [[{ store }, standing.outbox.reduce((sum, { records }) => sum + records, 0)]] : [],
  );
  tell('noren_outbox_oldest_seconds', 'For how long the oldest record of an outbox has been waiting for the log', ['store'], ({ store, standing }) =>
    standing ? [[{ store }, Math.max(0, ...standing.outbox.map(({ oldest }) => oldest))]] : [],
  );
  tell('noren_dead_letters', 'Records that were set aside and not redriven', ['store', 'subscription'], ({ store, standing }) =>
    (standing?.deadLetters ?? []).map(({ subscription, records }) => [{ store, subscription }, records]),
  );
}

type Sample<Label extends string> = readonly [Readonly<Record<Label, string | number>>, number];

const ofPartition = ['subscription', 'topic', 'partition'] as const;
const labelsOf = ({ subscription, topic, partition }: Lag) => ({ subscription, topic, partition });

const COMMANDS = /^(.+)\.commands$/;

/** What an engine has not come to yet, and what lies in the outbox on its way there. */
function undecided({ standing, lags = [] }: Seen): readonly Sample<'context' | 'partition'>[] {
  const inLog = lags.filter(({ subscription, topic }) => subscription === `${COMMANDS.exec(topic)?.[1]}.engine`);
  const waiting = [
    ...inLog.map(({ seconds = 0, ...lag }) => ({ ...lag, seconds })),
    ...(standing?.outbox ?? []).map((lag) => ({ ...lag, seconds: lag.oldest })),
  ];
  const oldest = new Map<string, Sample<'context' | 'partition'>>();
  for (const { topic, partition, seconds } of waiting) {
    const context = COMMANDS.exec(topic)?.[1];
    if (context === undefined) continue;
    const key = `${context}/${partition}`;
    oldest.set(key, [{ context, partition }, Math.max(seconds, oldest.get(key)?.[1] ?? 0)]);
  }
  return [...oldest.values()];
}
