import type { Notifier } from '../notifier.ts';
import type { Log, Outbox } from '../log.ts';
import { recordsCall } from '../postgres/append-call.ts';

/** What wakes the relay of a store: notified by whoever commits into its outbox. */
export const outboxTopic = (store: string): string => `outbox of ${store}`;

/**
 * The outbox of a store whose log is elsewhere: the commit puts its records into the store's own table, and a relay brings them to the log. Where they went
 * is not known yet when it commits, so the expression gives `{"outbox": commit}` instead; the table `relayed` has the positions later.
 * The expression locks partitions until the commit, so it belongs into the transaction's last statement.
 */
export function tableOutbox({ store, log, notifier }: Readonly<{ store: string; log: Pick<Log, 'partitionOf'>; notifier: Pick<Notifier, 'notify'> }>): Outbox {
  return {
    ...recordsCall('outbox_put', log.partitionOf),
    committed: (records) => {
      if (records.length > 0) notifier.notify([outboxTopic(store)]);
    },
  };
}
