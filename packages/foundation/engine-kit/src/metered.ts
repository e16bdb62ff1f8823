import type { Host } from '@noren/service-kit';
import { Counter, Histogram } from 'prom-client';
import type { Watch } from './watch.ts';

/** Tells metrics and the log what the loops of a module do. Metrics are made once a process, whatever modules it runs. */
export function meteredWatch({ metrics, logger }: Pick<Host, 'metrics' | 'logger'>): Watch {
  const once = <T>(name: string, make: () => T): T => (metrics.getSingleMetric(name) as T | undefined) ?? make();
  const records = once(
    'engine_batch_records',
    () =>
      new Histogram({
        name: 'engine_batch_records',
        help: 'Records a commit',
        labelNames: ['subscription'],
        buckets: [1, 3, 10, 30, 100, 300, 1000],
        registers: [metrics],
      }),
  );
  const seconds = once(
    'engine_batch_duration_seconds',
    () =>
      new Histogram({ name: 'engine_batch_duration_seconds', help: 'From reading a batch to its commit', labelNames: ['subscription'], registers: [metrics] }),
  );
  const letters = once(
    'engine_dead_letters_total',
    () =>
      new Counter({
        name: 'engine_dead_letters_total',
        help: 'Records set aside because they throw by themselves',
        labelNames: ['subscription'],
        registers: [metrics],
      }),
  );
  const troubles = once(
    'engine_troubles_total',
    () => new Counter({ name: 'engine_troubles_total', help: 'Rounds that failed and are repeated', labelNames: ['subscription'], registers: [metrics] }),
  );
  return {
    batch(subscription, count, ms) {
      records.observe({ subscription }, count);
      seconds.observe({ subscription }, ms / 1_000);
    },
    deadLetter(subscription, error) {
      letters.inc({ subscription });
      logger.error({ subscription, err: error }, 'a record was set aside');
    },
    trouble(subscription, error) {
      troubles.inc({ subscription });
      logger.warn({ subscription, err: error }, 'to be repeated');
    },
  };
}
