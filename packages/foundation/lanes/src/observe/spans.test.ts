import type { NewRecord, Position } from '@noren/log';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Task } from '../task.ts';
import { traced, tracedAppend } from './index.ts';

const spans = new InMemorySpanExporter();
const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }).getTracer('test');

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  context.disable();
  propagation.disable();
});
beforeEach(() => spans.reset());

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const newRecord = (headers: Record<string, string> = {}): NewRecord => ({ topic: 'pos.calls', key: 'k', id: 'i', type: '', value: new Uint8Array(), headers });
const task = (headers: Record<string, string>): Task => ({
  record: { ...newRecord(headers), partition: 2, offset: 41, at: '2026-11-25T03:00:00.000Z' },
  attempt: 3,
  aborted: false,
  signal: new AbortController().signal,
  defer: () => ({ complete: () => undefined, fail: () => undefined }),
});

it('a try is a child of the span that produced its record, and parent of what its handler does', async () => {
  const { handler, observer } = traced('pos', tracer);
  const tried = task({ traceparent: PARENT });
  await handler(async () => {
    await Promise.resolve();
    tracer.startSpan('call').end();
  })(tried);
  expect(spans.getFinishedSpans().map(({ name }) => name)).toEqual(['call']);
  observer.ended(tried, 'done', 1);
  const [call, process] = spans.getFinishedSpans();
  expect(process?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  expect([process?.spanContext().traceId, call?.spanContext().traceId]).toEqual(['0af7651916cd43dd8448eb211c80319c', '0af7651916cd43dd8448eb211c80319c']);
  expect(call?.parentSpanContext?.spanId).toBe(process?.spanContext().spanId);
  expect(process?.kind).toBe(SpanKind.CONSUMER);
  expect(process?.attributes).toMatchObject({
    'messaging.destination.name': 'pos.calls',
    'messaging.destination.partition.id': '2',
    'messaging.kafka.offset': 41,
    'messaging.consumer.group.name': 'pos',
    'lanes.attempt': 3,
    'lanes.ending': 'done',
  });
});

it('a record without a trace, or with a broken one, begins its own', async () => {
  const { handler, observer } = traced('pos', tracer);
  for (const headers of [{}, { traceparent: 'nonsense' }]) {
    const tried = task(headers);
    await handler(() => undefined)(tried);
    observer.ended(tried, 'done', 1);
  }
  expect(spans.getFinishedSpans().map(({ parentSpanContext }) => parentSpanContext)).toEqual([undefined, undefined]);
});

it('a try that failed says with what', async () => {
  const { handler, observer } = traced('pos', tracer);
  const tried = task({});
  await handler(() => undefined)(tried);
  observer.ended(tried, 'retried', 1, new Error('no room'));
  const [span] = spans.getFinishedSpans();
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no room' });
  expect(span?.events.map(({ name }) => name)).toEqual(['exception']);
});

it('records that are appended carry the current trace to whoever processes them, unless they have one', async () => {
  const appended: NewRecord[] = [];
  const append = tracedAppend({ append: (records): Promise<readonly Position[]> => Promise.resolve((appended.push(...records), [])) }, tracer);
  await tracer.startActiveSpan('request', async (request) => {
    await append([newRecord(), newRecord({ traceparent: PARENT })]);
    request.end();
  });
  const [send, request] = spans.getFinishedSpans();
  expect([send?.kind, send?.parentSpanContext?.spanId]).toEqual([SpanKind.PRODUCER, request?.spanContext().spanId]);
  const carried = `00-${request?.spanContext().traceId}-${send?.spanContext().spanId}-01`;
  expect(appended.map(({ headers }) => headers['traceparent'])).toEqual([carried, PARENT]);
});

it('an append that fails ends its span with the error and throws it', async () => {
  const append = tracedAppend({ append: () => Promise.reject(new Error('broker away')) }, tracer);
  await expect(append([newRecord()])).rejects.toThrow('broker away');
  expect(spans.getFinishedSpans()[0]?.status.code).toBe(SpanStatusCode.ERROR);
});

it('without an SDK the handler runs as it is', async () => {
  const { handler, observer } = traced('pos', trace.getTracer('none'));
  const tried = task({});
  expect(await handler(() => ({ kind: 'done' }))(tried)).toEqual({ kind: 'done' });
  observer.ended(tried, 'done', 1);
});
