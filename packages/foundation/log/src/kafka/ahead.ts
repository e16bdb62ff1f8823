import { positionKey } from '../log.ts';
import type { LogRecord, Position } from '../log.ts';
import type { Fetched } from './fetch.ts';
import type { WeighedRecord } from './record.ts';

/** Enough of one partition, in bytes, whatever the number of records. */
const ENOUGH_BYTES = 4 * 1_048_576;

/** What has been read ahead of one partition: every record there is from `#from` to before `next`. A reader may come back to where it last read. */
export class Ahead {
  #from: Position;
  #records: WeighedRecord[] = [];
  /** How many of the records the reader has passed by. */
  #passed = 0;
  #bytes = 0;
  #next: number;
  /** Where the reader still stands though there is nothing: beyond the end of a log that has begun anew. It goes on at `#from`. */
  #astray: number | undefined;

  constructor(from: Position) {
    this.#from = from;
    this.#next = from.offset;
  }

  /** Where the next fetch begins. */
  get next(): Position {
    return { ...this.#from, offset: this.#next };
  }

  /** The reader goes on here. Without a gap, or everything is read anew. */
  moveTo(given: Position): void {
    if (given.offset !== this.#astray) this.#astray = undefined;
    const position = this.#astray === undefined ? given : this.#from;
    if (position.offset < this.#from.offset || position.offset > this.#next) {
      this.#records = [];
      this.#passed = 0;
      this.#bytes = 0;
      this.#next = position.offset;
    }
    this.#from = position;
    for (let record = this.#records[this.#passed]; record !== undefined && record.offset < position.offset; record = this.#records[this.#passed]) {
      this.#bytes -= record.weight;
      this.#passed += 1;
    }
    if (this.#passed > 1_000 && this.#passed * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#passed);
      this.#passed = 0;
    }
  }

  /** Keeps what a fetch brought, unless the reader has gone elsewhere meanwhile. */
  add({ from, records, next }: Fetched): void {
    if (from.offset !== this.#next || positionKey(from) !== positionKey(this.#from)) return;
    for (const record of records) {
      this.#records.push(record);
      this.#bytes += record.weight;
    }
    this.#next = next;
  }

  /** What lies before is gone, or all of it and the log has begun anew: reading goes on where there is something. */
  skipTo(offset: number): void {
    if (offset < this.#from.offset) {
      this.#astray = this.#from.offset;
      this.#from = { ...this.#from, offset };
      this.#records = [];
      this.#passed = 0;
      this.#bytes = 0;
    }
    this.#next = offset;
  }

  get size(): number {
    return this.#records.length - this.#passed;
  }

  /** Whether so many records, twice, or many bytes are there: the batch that is being worked on and the next one. */
  hasEnough(max: number): boolean {
    return this.size >= 2 * max || this.#bytes >= ENOUGH_BYTES;
  }

  take(max: number): readonly LogRecord[] {
    return this.#records.slice(this.#passed, this.#passed + max);
  }
}
