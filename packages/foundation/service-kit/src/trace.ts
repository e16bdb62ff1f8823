import { randomBytes } from 'node:crypto';

/** One hop of a trace, after W3C Trace Context. */
export type Trace = Readonly<{ traceId: string; spanId: string; parentSpanId: string | undefined; sampled: boolean }>;

/** Continues the trace that the header names, or starts one where the header is missing or broken. */
export function continueTrace(traceparent: string | undefined): Trace {
  const parts = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  const [, version, traceId, parentSpanId, flags = '00', rest] = parts ?? [];
  const known =
    traceId !== undefined &&
    parentSpanId !== undefined &&
    version !== 'ff' &&
    !(version === '00' && rest) &&
    !/^0+$/.test(traceId) &&
    !/^0+$/.test(parentSpanId);
  return known
    ? { traceId, spanId: randomHex(8), parentSpanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
    : { traceId: randomHex(16), spanId: randomHex(8), parentSpanId: undefined, sampled: true };
}

/** What the next hop is told. */
export const traceparentOf = ({ traceId, spanId, sampled }: Trace): string => `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Random bytes are drawn some kilobytes at a time: a draw costs as much as a hundred ids. */
let pool = Buffer.alloc(0);
function randomHex(bytes: number): string {
  if (pool.length < bytes) pool = randomBytes(4_096);
  const drawn = pool.toString('hex', 0, bytes);
  pool = pool.subarray(bytes);
  return drawn;
}
