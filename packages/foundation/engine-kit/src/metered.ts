import type { LogRecord } from '@noren/log';
import { callFrom, counter, histogram, type Host, inCall } from '@noren/service-kit';
import type { EngineMetrics } from './engine-metrics.ts';

/** Tells metrics and the log what the loops of a module do. */
export function engineMetrics({ metrics, logger }: Pick<Host, 'metrics' | 'logger'>): EngineMetrics {
  const records = histogram(metrics, 'noren_engine_batch_records', 'Records a commit', ['subscription'], [1, 4, 16, 64, 256, 1_024]);
  const seconds = histogram(metrics, 'noren_engine_batch_duration_seconds', 'From reading a batch to its commit', ['subscription']);
  const troubles = counter(metrics, 'noren_engine_troubles_total', 'Rounds that failed and are repeated', ['subscription']);
  const fenced = counter(metrics, 'noren_engine_fenced_total', 'Commits refused because the partition was lost meanwhile', ['subscription']);
  return {
    batch(subscription, done, ms) {
      records.observe({ subscription }, done.length);
      seconds.observe({ subscription }, ms / 1_000);
      if (logger.isLevelEnabled('debug')) for (const record of done) tell(logger, subscription, record);
    },
    deadLetter(subscription, error) {
      logger.error({ subscription, err: error }, 'a record was set aside');
    },
    trouble(subscription, error) {
      troubles.inc({ subscription });
      logger.warn({ subscription, err: error }, 'to be repeated');
    },
    fenced(subscription) {
      fenced.inc({ subscription });
      logger.warn({ subscription }, 'a commit was refused: the partition was lost meanwhile');
    },
  };
}

/** One record, in the trace and the conversation that it belongs to. */
function tell(logger: Host['logger'], subscription: string, { topic, partition, offset, type, id, headers }: LogRecord): void {
  const call = callFrom({ traceparent: headers['traceparent'], correlationId: headers['correlationid'] });
  inCall(call, () => logger.debug({ subscription, record: `${topic}/${partition}=${offset}`, type, id }, 'worked through'));
}
