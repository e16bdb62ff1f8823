import { describe, expect, test } from 'vitest';
import { callFrom, caller, currentCall, inCall, traceHeaders } from './context.ts';
import { continueTrace, traceparentOf } from './trace.ts';

const incoming = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a trace', () => {
  test('is continued under its id, with a span of our own', () => {
    const trace = continueTrace(incoming);
    expect(trace).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331', sampled: true });
    expect(traceparentOf(trace)).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(trace.spanId).not.toBe('b7ad6b7169203331');
  });

  test("keeps the caller's decision not to be sampled", () => {
    expect(continueTrace(incoming.replace(/01$/, '00')).sampled).toBe(false);
  });

  test('of a later version is read as far as we know it', () => {
    expect(continueTrace(`cc${incoming.slice(2)}-what-comes-later`).traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  test.each([
    undefined,
    '',
    'garbage',
    incoming.toUpperCase(),
    `ff${incoming.slice(2)}`,
    `${incoming}-more`,
    incoming.replace(/[0-9a-f]{32}/, '0'.repeat(32)),
    incoming.replace('b7ad6b7169203331', '0'.repeat(16)),
  ])('is started anew for %s', (header) => {
    const trace = continueTrace(header);
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(trace.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c');
    expect(trace.parentSpanId).toBeUndefined();
  });

  test('never has an id twice', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => continueTrace(undefined).spanId)).size).toBe(5_000);
  });
});

describe('the current call', () => {
  test('is found across awaits and not outside', async () => {
    const call = callFrom({ correlationId: 'basket-7', identity: { subject: 'platform:a', merchants: [], roles: [] } });
    await inCall(call, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      expect(currentCall()).toBe(call);
      expect(caller().subject).toBe('platform:a');
      expect(traceHeaders().correlationId).toBe('basket-7');
    });
    expect(currentCall()).toBeUndefined();
    expect(caller).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  test('does not believe a correlation id that could break a log line', () => {
    const call = callFrom({ correlationId: 'a\nb' });
    expect(call.correlationId).toBe(call.trace.traceId);
  });
});
