import type { RelayWatch } from '@noren/log';
import { counter, histogram } from '@noren/service-kit';
import type { Registry } from 'prom-client';

/** Tells metrics what the relays of this process do. */
export function meteredRelay(metrics: Registry): RelayWatch {
  const records = counter(metrics, 'noren_outbox_relayed_records_total', 'Records that the log has taken from an outbox', ['store']);
  const seconds = histogram(metrics, 'noren_outbox_delay_seconds', 'From the commit of a record to its being in the log, the oldest of each produce', [
    'store',
  ]);
  const repeats = counter(metrics, 'noren_outbox_repeats_total', 'Produces that the log did not take and that are repeated', ['store']);
  return {
    left(store, count, oldestMs) {
      records.inc({ store }, count);
      seconds.observe({ store }, oldestMs / 1_000);
    },
    repeats: (store) => repeats.inc({ store }),
  };
}
