import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span, type TextMapGetter, type Tracer } from '@opentelemetry/api';
import type { Log, LogRecord, NewRecord, Position } from '@noren/log';
import { unobserved, type Observer } from '../observer.ts';
import type { Handler, Task } from '../task.ts';

/** The two halves of tracing what lanes process: wrap the handler, and give the observer to the lanes. */
export type Tracing = Readonly<{ handler(handler: Handler): Handler; observer: Observer }>;

/**
 * A consumer span a try, child of the span that the record's `traceparent` names, and the handler's context for whatever it calls: after OpenTelemetry's semantic
 * conventions for Kafka. Costs nothing to speak of where the process has no OpenTelemetry SDK.
 */
export function traced(group: string, tracer: Tracer = trace.getTracer('@noren/lanes')): Tracing {
  const open = new WeakMap<Task, Span>();
  return {
    handler: (handler) => (task) => {
      const { record, attempt } = task;
      const parent = propagation.extract(ROOT_CONTEXT, record.headers, HEADERS);
      const span = tracer.startSpan(`process ${record.topic}`, { kind: SpanKind.CONSUMER, attributes: { ...attributesOf(record), 'messaging.consumer.group.name': group, 'lanes.attempt': attempt } }, parent); // prettier-ignore
      open.set(task, span);
      return context.with(trace.setSpan(parent, span), handler, undefined, task);
    },
    observer: {
      ...unobserved,
      ended(task, how, _tookMs, error) {
        const span = open.get(task);
        if (span === undefined) return;
        open.delete(task);
        span.setAttribute('lanes.ending', how);
        if (error !== undefined) fail(span, error);
        span.end();
      },
    },
  };
}

/** Appends so that whoever processes the records continues the current trace: a producer span a call, named in the records that name no trace yet. */
export function tracedAppend(
  log: Pick<Log, 'append'>,
  tracer: Tracer = trace.getTracer('@noren/lanes'),
): (records: readonly NewRecord[]) => Promise<readonly Position[]> {
  return (records) => {
    const topics = [...new Set(records.map(({ topic }) => topic))];
    const attributes = { 'messaging.system': 'kafka', 'messaging.operation.type': 'send', 'messaging.batch.message_count': records.length };
    return tracer.startActiveSpan(`send ${topics.join(',')}`, { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      try {
        return await log.append(records.map(withTrace));
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

/** The record with the trace that is under way, unless it names one: a record on its way to a retry topic stays in its own. */
function withTrace(record: NewRecord): NewRecord {
  if (record.headers['traceparent'] !== undefined) return record;
  const headers: Record<string, string> = { ...record.headers };
  propagation.inject(context.active(), headers);
  return { ...record, headers };
}

const HEADERS: TextMapGetter<Readonly<Record<string, string>>> = { get: (headers, name) => headers[name], keys: (headers) => Object.keys(headers) };

const attributesOf = ({ topic, partition, offset, key, id }: LogRecord) => ({
  'messaging.system': 'kafka',
  'messaging.operation.type': 'process',
  'messaging.destination.name': topic,
  'messaging.destination.partition.id': String(partition),
  'messaging.kafka.offset': offset,
  'messaging.kafka.message.key': key,
  'messaging.message.id': id,
});

function fail(span: Span, error: unknown): void {
  const message = error instanceof Error ? error.message : 'unknown';
  span.recordException(error instanceof Error ? error : { name: 'unknown', message });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}
