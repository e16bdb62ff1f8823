import { describe, expect, it } from 'vitest';
import type { NewRecord } from '../log.ts';
import type { FetchedMessage } from './kafkajs.ts';
import { KafkaRecord, messageOf } from './record.ts';

const none = new Set<string>();
const record: NewRecord = {
  topic: 'order.commands',
  key: 'ord_1',
  id: 'cmd_1',
  type: 'noren.order.v1.PlaceOrder',
  value: new Uint8Array([1, 2]),
  headers: { traceparent: '00-1-2-01' },
};
const bytes = (headers: Readonly<Record<string, Buffer | string>>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));
const fetched = (more: Partial<FetchedMessage>): FetchedMessage => ({
  key: null,
  value: null,
  timestamp: '0',
  offset: '7',
  attributes: 0,
  headers: {},
  ...more,
});
const read = (more: Partial<FetchedMessage>, binary: ReadonlySet<string> = none): KafkaRecord => new KafkaRecord('t', 2, fetched(more), 0, binary);

describe('a record in Kafka', () => {
  it('is a CloudEvent in binary mode with a protobuf body', () => {
    expect(messageOf(record, '/noren', none)).toEqual({
      key: 'ord_1',
      value: Buffer.from([1, 2]),
      headers: {
        ce_specversion: '1.0',
        ce_id: 'cmd_1',
        ce_type: 'noren.order.v1.PlaceOrder',
        ce_source: '/noren',
        'content-type': 'application/protobuf',
        traceparent: '00-1-2-01',
      },
    });
  });

  it('comes back as it was, without the attributes that the port has fields for', () => {
    const { key, value, headers } = messageOf(record, '/noren', none);
    const { id, type, key: back, headers: told } = read({ key: Buffer.from(key ?? ''), value, headers: bytes(headers) });
    expect({ id, type, key: back, headers: told }).toEqual({ id: record.id, type: record.type, key: record.key, headers: record.headers });
  });

  it('of strangers is named after its place, and keeps its headers', () => {
    const { id, type, key, value, headers } = read({ headers: { 'content-type': Buffer.from('text/plain'), twice: [Buffer.from('a'), Buffer.from('b')] } });
    expect({ id, type, key, value, headers }).toEqual({
      id: 't/2/7',
      type: '',
      key: '',
      value: new Uint8Array(),
      headers: { 'content-type': 'text/plain', twice: 'b' },
    });
  });

  it('carries bytes as base64 text where the adapter is told so', () => {
    const binary = new Set(['dt_meta']);
    const meta = Buffer.from([0, 255, 128]);
    expect(read({ headers: { dt_meta: meta, other: Buffer.from('x') } }, binary).headers).toEqual({ dt_meta: 'AP+A', other: 'x' });
    expect(messageOf({ ...record, headers: { dt_meta: 'AP+A' } }, '/noren', binary).headers['dt_meta']).toEqual(meta);
  });

  it('refuses headers that would take the place of its own', () => {
    expect(() => messageOf({ ...record, headers: { ce_id: 'another' } }, '/noren', none)).toThrow(/ce_id/);
  });
});
