import type { Log, NewRecord, Outbox } from '../log.ts';
import { appendCall, appendParameterCount, appendParameters } from './append-call.ts';

/**
 * The outbox of a store that shares its database with the log: the commit appends by itself, there is nothing to relay.
 * The expression locks partitions until the commit, so it belongs into the transaction's last statement.
 */
export function postgresOutbox({ log }: Readonly<{ log: Pick<Log, 'partitionOf' | 'wake'> }>): Outbox {
  return {
    expression: appendCall,
    parameters: (records) => appendParameters(records, log.partitionOf),
    parameterCount: appendParameterCount,
    committed: (records) => {
      if (records.length > 0) log.wake(topicsOf(records));
    },
  };
}

const topicsOf = (records: readonly NewRecord[]): readonly string[] => [...new Set(records.map(({ topic }) => topic))];
