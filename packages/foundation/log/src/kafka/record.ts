import type { LogRecord, NewRecord } from '../log.ts';
import type { FetchedMessage } from './kafkajs.ts';

type HeaderValue = Buffer | string | (Buffer | string)[] | undefined;

/** Attributes of CloudEvents in Kafka's binary mode that the port has fields for, or that say the same of every record. */
const CLOUD_EVENT = new Set(['ce_specversion', 'ce_id', 'ce_type', 'ce_source']);
const PROTOBUF = 'application/protobuf';
const nothing = new Uint8Array();

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

/**
 * A record as it was fetched. What most readers do not look at is read when somebody does, because a lane takes 100,000 records a second. A record that
 * strangers wrote is named after its place and has no type. These are getters: copy them by name, a spread leaves them behind.
 */
export class KafkaRecord implements LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly value: Uint8Array;
  readonly #message: FetchedMessage;
  readonly #at: number;
  readonly #binary: BinaryHeaders;
  #key: string | undefined;
  #headers: Readonly<Record<string, string>> | undefined;

  /** `at`: milliseconds, and not before those of the records in front of it. */
  constructor(topic: string, partition: number, message: FetchedMessage, at: number, binary: BinaryHeaders) {
    this.topic = topic;
    this.partition = partition;
    this.offset = Number(message.offset);
    this.value = message.value ?? nothing;
    this.#message = message;
    this.#at = at;
    this.#binary = binary;
  }

  get key(): string {
    return (this.#key ??= this.#message.key?.toString() ?? '');
  }

  get id(): string {
    return this.#header('ce_id') ?? `${this.topic}/${this.partition}/${this.offset}`;
  }

  get type(): string {
    return this.#header('ce_type') ?? '';
  }

  get at(): string {
    return instant(this.#at);
  }

  get headers(): Readonly<Record<string, string>> {
    return (this.#headers ??= this.#readHeaders());
  }

  #header(name: string): string | undefined {
    const value = last(this.#message.headers?.[name]);
    return value === undefined ? undefined : value.toString();
  }

  #readHeaders(): Readonly<Record<string, string>> {
    const { headers = {} } = this.#message;
    const ours = 'ce_id' in headers;
    const read: Record<string, string> = {};
    for (const [name, given] of Object.entries(headers)) {
      const value = last(given) ?? '';
      if (ours && (CLOUD_EVENT.has(name) || (name === 'content-type' && value.toString() === PROTOBUF))) continue;
      read[name] = this.#binary.has(name) ? Buffer.from(value).toString('base64') : value.toString();
    }
    return read;
  }
}

/** Kafka lets a header come more than once; the last one counts, as with its own clients. */
const last = (value: HeaderValue): Buffer | string | undefined => (Array.isArray(value) ? value.at(-1) : (value ?? undefined));

let told = { ms: -1, text: '' };
/** Records that came in together have the same instant. */
function instant(ms: number): string {
  if (told.ms !== ms) told = { ms, text: new Date(ms).toISOString() };
  return told.text;
}
