import type { Clock } from '@noren/kernel';
import type { Log, Outbox } from '../log.ts';
import { appendCall } from './append-call.ts';

/**
 * The outbox of a store that shares its database with the log: the commit appends by itself, there is nothing to relay.
 * The expression locks partitions until the commit, so it belongs into the transaction's last statement. `clock`: for tests, see `postgresLog`.
 */
export function postgresOutbox({ log, clock }: Readonly<{ log: Pick<Log, 'partitionOf' | 'wake'>; clock?: Clock }>): Outbox {
  return {
    ...appendCall(log.partitionOf, clock),
    committed: (records) => {
      if (records.length > 0) log.wake([...new Set(records.map(({ topic }) => topic))]);
    },
  };
}
