import type { LogRecord } from '@noren/log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECATON_HEADER, decatonTask, decodeTaskMetadata, encodeTaskMetadata, NotDecaton, taskMetadataOf, unwrapTask, withTaskMetadata } from './index.ts';

/** Written by protobuf-java 3.22.3 from Decaton 9.5.0's own classes. */
const GOLDEN = {
  full: '08abaed3c8ab33120de69a96e7b0be2d6f72646572731a05706f642d37200328b3d5d3c8ab33',
  fullBase64: 'CKuu08irMxIN5pqW57C+LW9yZGVycxoFcG9kLTcgAyiz1dPIqzM=',
  /** A negative time takes ten bytes; 128 tries two. */
  odd: '08ffffffffffffffffff01208001',
  wrapped: '0a2608abaed3c8ab33120de69a96e7b0be2d6f72646572731a05706f642d37200328b3d5d3c8ab33120568656c6c6f',
  wrappedWithoutMetadata: '120568656c6c6f',
} as const;

const FULL = {
  timestampMillis: 1_764_041_742_123,
  sourceApplicationId: '暖簾-orders',
  sourceInstanceId: 'pod-7',
  retryCount: 3,
  scheduledTimeMillis: 1_764_041_747_123,
};
const NOTHING = { timestampMillis: 0, sourceApplicationId: '', sourceInstanceId: '', retryCount: 0, scheduledTimeMillis: 0 };

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex');
const record = (headers: Record<string, string>, value: Uint8Array): LogRecord => ({
  topic: 't',
  partition: 0,
  offset: 0,
  at: '2026-11-25T03:35:42.500Z',
  key: 'k',
  id: 'i',
  type: '',
  headers,
  value,
});

describe("the metadata of Decaton's tasks", () => {
  it('is written byte for byte as Decaton writes it', () => {
    expect(hex(encodeTaskMetadata(FULL))).toBe(GOLDEN.full);
    expect(hex(encodeTaskMetadata({ timestampMillis: -1, retryCount: 128 }))).toBe(GOLDEN.odd);
    expect(hex(encodeTaskMetadata({}))).toBe('');
    expect(withTaskMetadata({ traceparent: 't' }, FULL)).toEqual({ traceparent: 't', [DECATON_HEADER]: GOLDEN.fullBase64 });
  });

  it('is read as Decaton wrote it', () => {
    expect(decodeTaskMetadata(bytes(GOLDEN.full))).toEqual(FULL);
    expect(decodeTaskMetadata(bytes(GOLDEN.odd))).toEqual({ ...NOTHING, timestampMillis: -1, retryCount: 128 });
    expect(decodeTaskMetadata(new Uint8Array())).toEqual(NOTHING);
    expect(taskMetadataOf({ [DECATON_HEADER]: GOLDEN.fullBase64 })).toEqual(FULL);
    expect(taskMetadataOf({})).toBeUndefined();
  });

  it('comes back as it went, whatever it says', () => {
    const whole = fc.maxSafeInteger();
    const metadata = fc.record({
      timestampMillis: whole,
      sourceApplicationId: fc.string(),
      sourceInstanceId: fc.string(),
      retryCount: whole,
      scheduledTimeMillis: whole,
    });
    fc.assert(
      fc.property(metadata, (said) => {
        expect(decodeTaskMetadata(encodeTaskMetadata(said))).toEqual(said);
      }),
    );
  });

  it('may hold fields of a later Decaton, which are passed over', () => {
    expect(decodeTaskMetadata(bytes(`3a0378797a${GOLDEN.full}4807`))).toEqual(FULL);
  });

  it('is refused where the bytes are none', () => {
    for (const broken of ['08', '12ff', '1205686f', '0b', '07', GOLDEN.full.slice(0, -2)]) expect(() => decodeTaskMetadata(bytes(broken))).toThrow(NotDecaton);
    expect(() => taskMetadataOf({ [DECATON_HEADER]: 'no base64!' })).toThrow(NotDecaton);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (any) => {
        try {
          decodeTaskMetadata(any);
        } catch (error) {
          expect(error).toBeInstanceOf(NotDecaton);
        }
      }),
    );
  });
});

describe("a record as Decaton's processors see it", () => {
  const hello = Buffer.from('hello');

  it('says of itself what its header says', () => {
    expect(decatonTask(record(withTaskMetadata({}, FULL), hello))).toEqual({ metadata: FULL, data: hello });
  });

  it('without the header was produced when the log took it in', () => {
    expect(decatonTask(record({}, hello))).toEqual({ metadata: { ...NOTHING, timestampMillis: Date.parse('2026-11-25T03:35:42.500Z') }, data: hello });
  });

  it('of a client before 9.0 is unwrapped where that is wanted, not where the header is there', () => {
    const { metadata, data } = decatonTask(record({}, bytes(GOLDEN.wrapped)), true);
    expect([metadata, Buffer.from(data).toString()]).toEqual([FULL, 'hello']);
    expect(Buffer.from(unwrapTask(bytes(GOLDEN.wrappedWithoutMetadata)).data).toString()).toBe('hello');
    expect(decatonTask(record(withTaskMetadata({}, FULL), hello), true).data).toBe(hello);
    expect(() => unwrapTask(hello)).toThrow(NotDecaton);
  });
});
