import type { Position } from '../log.ts';
import { Bytes, Damaged } from './bytes.ts';
import { crc32c } from './crc32c.ts';
import { decompressed } from './kafkajs.ts';
import { KafkaRecord } from './record.ts';
import type { BinaryHeaders } from './record.ts';

/** Bytes of a batch before its records, and where in them stands what we need: https://kafka.apache.org/documentation/#recordbatch */
const HEAD = 61;
const LENGTH_AT = 8;
const LENGTH_ENDS_AT = 12;
const MAGIC_AT = 16;
const CRC_ENDS_AT = 21;
/** The format since Kafka 0.11, of 2017. */
const MAGIC = 2;
const COMPRESSION = 0b111;
const LOG_APPEND_TIME = 0b1000;
const TRANSACTIONAL = 0b1_0000;
const CONTROL = 0b10_0000;

/** A transaction that was aborted: what its producer wrote from that offset to its marker counts for nothing. */
export type Aborted = Readonly<{ producer: number; first: number }>;

/** What a fetch brought of a partition, and how to read it. `notBefore`: the latest instant seen there, for those of producers may go back and `at` may not. */
type Fetch = Readonly<{ from: Position; bytes: Buffer; aborted: readonly Aborted[]; notBefore: number; binary: BinaryHeaders }>;
export type Read = Readonly<{ records: readonly KafkaRecord[]; /** Behind the last whole batch. */ next: number; latest: number }>;

/**
 * The records of the batches: from where the fetch began, without control records and what was aborted. The broker cuts off at a number of bytes, so the
 * last batch may not be whole; the next fetch begins with it. What is damaged throws, and nothing of the fetch counts.
 */
export async function readBatches(fetch: Fetch): Promise<Read> {
  const { from, bytes } = fetch;
  const gone = new Aborts(fetch.aborted);
  const records: KafkaRecord[] = [];
  let [next, latest] = [from.offset, fetch.notBefore];
  for (let at = 0; at + HEAD <= bytes.length;) {
    const end = at + LENGTH_ENDS_AT + bytes.readInt32BE(at + LENGTH_AT);
    if (end > bytes.length) break;
    const batch = headOf(bytes.subarray(at, end), from);
    if (!gone.cover(batch)) latest = readRecords(fetch, batch, await recordsOf(batch), latest, records);
    next = Math.max(next, batch.last + 1);
    at = end;
  }
  return { records, next, latest };
}

type Batch = Readonly<{ bytes: Buffer; first: number; last: number; attributes: number; time: number; latest: number; producer: number; count: number }>;

function headOf(bytes: Buffer, { topic, partition, offset }: Position): Batch {
  const where = `${topic}/${partition}, read from ${offset}`;
  if (bytes.length < HEAD) throw new Damaged(`${where}: a batch is shorter than its head`);
  const magic = bytes.readInt8(MAGIC_AT);
  if (magic !== MAGIC) throw new Error(`log: ${where}: records in the format of before Kafka 0.11 (${magic}) are not read; write them anew`);
  const head = new Bytes(bytes);
  const first = head.int64();
  head.skip(MAGIC_AT + 1 - head.at);
  if (head.uint32() !== crc32c(bytes, CRC_ENDS_AT)) throw new Damaged(`${where}: the checksum of the batch at ${first} is another`);
  const attributes = head.int16();
  const last = first + head.int32();
  const [time, latest, producer] = [head.int64(), head.int64(), head.int64()];
  // Of idempotent producers: which batch of theirs it is. The broker has seen to that.
  head.skip(6);
  return { bytes, first, last, attributes, time, latest, producer, count: head.int32() };
}

const recordsOf = ({ bytes, attributes, count }: Batch): Buffer | Promise<Buffer> =>
  count === 0 || (attributes & COMPRESSION) === 0 ? bytes.subarray(HEAD) : decompressed(attributes & COMPRESSION, bytes.subarray(HEAD));

/** Adds the batch's records to the others; gives the latest instant. */
function readRecords({ from, binary }: Fetch, batch: Batch, bytes: Buffer, notBefore: number, into: KafkaRecord[]): number {
  const source = { topic: from.topic, partition: from.partition, bytes, binary };
  const reader = new Bytes(bytes);
  const appended = (batch.attributes & LOG_APPEND_TIME) !== 0;
  let latest = notBefore;
  for (let index = 0; index < batch.count; index += 1) {
    const length = reader.varint();
    const end = reader.at + length;
    reader.skip(1);
    const time = reader.varlong();
    const offset = batch.first + reader.varint();
    const keyAt = reader.at;
    reader.skipVarbytes();
    const valueAt = reader.at;
    reader.skipVarbytes();
    const headersAt = reader.at;
    for (let headers = reader.varint(); headers > 0; headers -= 1) {
      reader.skipVarbytes();
      reader.skipVarbytes();
    }
    if (reader.at !== end) throw new Damaged(`${from.topic}/${from.partition}@${offset}: a record is not as long as it says`);
    if (offset < from.offset) continue;
    latest = Math.max(latest, appended ? batch.latest : batch.time + time);
    into.push(new KafkaRecord(source, offset, latest, keyAt, valueAt, headersAt));
  }
  if (reader.left > 0) throw new Damaged(`${from.topic}/${from.partition}: more comes in the batch at ${batch.first} than the records that it tells of`);
  return latest;
}

/** Follows aborted transactions through the batches, as Kafka's own consumer does: their producer's batches are left out until its marker comes. */
class Aborts {
  readonly #coming: Aborted[];
  readonly #aborted = new Set<number>();

  constructor(aborted: readonly Aborted[]) {
    this.#coming = aborted.toSorted((a, b) => a.first - b.first);
  }

  /** Whether nothing of the batch is for readers. */
  cover({ last, attributes, producer }: Batch): boolean {
    for (let [one] = this.#coming; one !== undefined && one.first <= last; [one] = this.#coming)
      this.#aborted.add(this.#coming.shift()?.producer ?? one.producer);
    if ((attributes & CONTROL) !== 0) {
      // Commit or abort: either way this producer's next batch is of another transaction.
      this.#aborted.delete(producer);
      return true;
    }
    return (attributes & TRANSACTIONAL) !== 0 && this.#aborted.has(producer);
  }
}
