import { describe, expect, it } from 'vitest';
import type { NewRecord } from '../log.ts';
import { readBatches } from './record-batches.ts';
import { batchOf, written } from './record-batches.fixture.ts';
import type { Written } from './record-batches.fixture.ts';
import { messageOf } from './record.ts';
import type { KafkaRecord } from './record.ts';

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
/** What is read of a record that was written so. */
async function read(more: Partial<Written>, binary: ReadonlySet<string> = none): Promise<KafkaRecord> {
  const from = { topic: 't', partition: 2, offset: 7 };
  const { records } = await readBatches({ from, bytes: await batchOf([written(more)], { first: 7 }), aborted: [], notBefore: 0, binary });
  const [record] = records;
  if (record === undefined) throw new Error('nothing was read');
  return record;
}

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

  it('comes back as it was, without the attributes that the port has fields for', async () => {
    const { key, value, headers } = messageOf(record, '/noren', none);
    const { id, type, key: back, headers: readHeaders } = await read({ key: Buffer.from(key ?? ''), value, headers: bytes(headers) });
    expect({ id, type, key: back, headers: readHeaders }).toEqual({ id: record.id, type: record.type, key: record.key, headers: record.headers });
  });

  it('of strangers is named after its place, and keeps its headers', async () => {
    const { id, type, key, value, headers } = await read({
      headers: { 'content-type': Buffer.from('text/plain'), twice: [Buffer.from('a'), Buffer.from('b')] },
    });
    expect({ id, type, key, value, headers }).toEqual({
      id: 't/2/7',
      type: '',
      key: '',
      value: new Uint8Array(),
      headers: { 'content-type': 'text/plain', twice: 'b' },
    });
  });

  it('carries bytes as base64 text where the adapter is told so', async () => {
    const binary = new Set(['dt_meta']);
    const meta = Buffer.from([0, 255, 128]);
    expect((await read({ headers: { dt_meta: meta, other: Buffer.from('x') } }, binary)).headers).toEqual({ dt_meta: 'AP+A', other: 'x' });
    expect(messageOf({ ...record, headers: { dt_meta: 'AP+A' } }, '/noren', binary).headers['dt_meta']).toEqual(meta);
  });

  it('refuses headers that would take the place of its own', () => {
    expect(() => messageOf({ ...record, headers: { ce_id: 'another' } }, '/noren', none)).toThrow(/ce_id/);
  });
});
