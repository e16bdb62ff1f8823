import type { LogRecord, NewRecord } from '../log.ts';
import { Bytes } from './bytes.ts';

/** Attributes of CloudEvents in Kafka's binary mode that the port has fields for, or that say the same of every record. */
const CLOUD_EVENT = new Set(['ce_specversion', 'ce_id', 'ce_type', 'ce_source']);
const PROTOBUF = 'application/protobuf';
const nothing = new Uint8Array();
const noHeaders: Readonly<Record<string, string>> = Object.freeze({});

/** How headers are carried whose values are bytes: as base64 text in the port. */
export type BinaryHeaders = ReadonlySet<string>;

/** A record as a producer sends it: a CloudEvent in binary mode with a protobuf body; the port's own headers beside it. */
export function messageOf(record: NewRecord, source: string, binary: BinaryHeaders) {
  const headers: Record<string, Buffer | string> = { ce_specversion: '1.0', ce_id: record.id, ce_type: record.type, ce_source: source };
  headers['content-type'] = PROTOBUF;
  for (const [name, value] of Object.entries(record.headers)) {
    if (CLOUD_EVENT.has(name)) throw new Error(`log: a header cannot be called ${name}`);
    headers[name] = binary.has(name) ? Buffer.from(value, 'base64') : value;
  }
  return { key: record.key === '' ? null : record.key, value: asBuffer(record.value), headers };
}

const asBuffer = (bytes: Uint8Array): Buffer => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));

/** A record that says how many bytes it keeps while it waits. */
export type WeighedRecord = LogRecord & Readonly<{ weight: number }>;

/** Where records were fetched, and the bytes that they are in. */
type Fetched = Readonly<{ topic: string; partition: number; bytes: Buffer; binary: BinaryHeaders }>;

/**
 * A record as it was fetched. Only where its parts begin is known; each is read when somebody asks for it, because a lane takes 100,000 records a second. A record
 * that strangers wrote is named after its place and has no type. These are getters: copy them by name, a spread leaves them behind.
 */
export class KafkaRecord implements WeighedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly #of: Fetched;
  readonly #at: number;
  readonly #keyAt: number;
  readonly #valueAt: number;
  readonly #headersAt: number;
  #key: string | undefined;
  #value: Uint8Array | undefined;
  #headers: Readonly<Record<string, string>> | undefined;

  /** `at`: milliseconds, and not before those of the records in front of it. Then where in the bytes stand key, value and headers, each after its length or number. */
  constructor(of: Fetched, offset: number, at: number, keyAt: number, valueAt: number, headersAt: number) {
    this.topic = of.topic;
    this.partition = of.partition;
    this.offset = offset;
    this.#of = of;
    this.#at = at;
    this.#keyAt = keyAt;
    this.#valueAt = valueAt;
    this.#headersAt = headersAt;
  }

  get key(): string {
    return (this.#key ??= this.#bytesAt(this.#keyAt).vartext() ?? '');
  }

  get value(): Uint8Array {
    return (this.#value ??= this.#bytesAt(this.#valueAt).varbytes() ?? nothing);
  }

  get id(): string {
    return this.#cloudEvent('ce_id') ?? `${this.topic}/${this.partition}/${this.offset}`;
  }

  get type(): string {
    return this.#cloudEvent('ce_type') ?? '';
  }

  get at(): string {
    return instant(this.#at);
  }

  get headers(): Readonly<Record<string, string>> {
    return (this.#headers ??= this.#readHeaders());
  }

  /** Bytes of key and value: what it weighs while it waits. */
  get weight(): number {
    return this.#headersAt - this.#keyAt;
  }

  #bytesAt(at: number): Bytes {
    return new Bytes(this.#of.bytes, at);
  }

  /** The last value with that name: Kafka lets a header come more than once, and its own clients take the last one. */
  #cloudEvent(name: string): string | undefined {
    const reader = this.#bytesAt(this.#headersAt);
    let foundAt = -1;
    for (let left = reader.varint(); left > 0; left -= 1) {
      if (reader.isVartext(name)) foundAt = reader.at;
      reader.skipVarbytes();
    }
    return foundAt < 0 ? undefined : this.#bytesAt(foundAt).vartext();
  }

  /** Ours without the attributes that the port has fields for, or that say the same of every record. */
  #readHeaders(): Readonly<Record<string, string>> {
    const reader = this.#bytesAt(this.#headersAt);
    const count = reader.varint();
    if (count <= 0) return noHeaders;
    const ours = this.#cloudEvent('ce_id') !== undefined;
    const read: Record<string, string> = {};
    for (let left = count; left > 0; left -= 1) {
      const name = reader.vartext() ?? '';
      if (ours && CLOUD_EVENT.has(name)) {
        reader.skipVarbytes();
        continue;
      }
      const value = this.#of.binary.has(name) ? (reader.varbytes()?.toString('base64') ?? '') : (reader.vartext() ?? '');
      if (!ours || name !== 'content-type' || value !== PROTOBUF) read[name] = value;
    }
    return read;
  }
}

let lastInstant = { ms: -1, text: '' };
/** Records that came in together have the same instant. */
function instant(ms: number): string {
  if (lastInstant.ms !== ms) lastInstant = { ms, text: new Date(ms).toISOString() };
  return lastInstant.text;
}
