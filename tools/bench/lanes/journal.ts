import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Bytes of an entry, big-endian: int id, int failed, double begun, double ended. */
const ENTRY = 24;

/** Time of the machine's monotonic clock and the CPU time of the process, in microseconds. */
type Mark = Readonly<{ at: number; cpu: number }>;
/** At a tenth and at nine tenths of what counts. */
export type Marks = Readonly<{ from: Mark | null; to: Mark | null }>;

/** Microseconds of the machine's monotonic clock, which all its processes share (Java's nanoTime too). */
export const monotonic = (): number => (performance.now() + offset) * 1_000;
const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now();

const mark = (): Mark => {
  const { user, system } = process.cpuUsage();
  return { at: monotonic(), cpu: user + system };
};

/** Writes what a runner in Node did, as Journal.java does for those in Java. */
export class Journal {
  readonly #file: number;
  readonly #each: boolean;
  readonly #total: number;
  readonly #fromMark: number;
  readonly #toMark: number;
  readonly #seen: Uint8Array;
  #buffer: Buffer;
  #at = 0;
  #distinct = 0;
  #from: Mark | null = null;
  #to: Mark | null = null;
  /** Every task is done once. */
  readonly all: Promise<void>;
  #done: () => void = () => undefined;

  constructor({ journal, journalEach, total, warmUp }: Readonly<{ journal: string; journalEach: number; total: number; warmUp: number }>) {
    this.#file = openSync(journal, 'a');
    this.#each = journalEach === 1;
    this.#total = total;
    this.#fromMark = warmUp + Math.floor((total - warmUp) / 10);
    this.#toMark = warmUp + Math.floor(((total - warmUp) * 9) / 10);
    this.#seen = new Uint8Array(total);
    this.#buffer = Buffer.alloc(this.#each ? ENTRY : ENTRY * (total + 100_000));
    this.all = new Promise((resolve) => {
      this.#done = resolve;
    });
    // A runner that was killed and started again goes on with what it had done.
    const before = readJournal(journal);
    for (let at = 0; at < before.count; at += 1) if (before.failed[at] !== 1) this.#count(before.ids[at] ?? 0);
  }

  ended(id: number, failed: boolean, begun: number): void {
    if (this.#at + ENTRY > this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(this.#buffer.length)]);
    this.#buffer.writeInt32BE(id, this.#at);
    this.#buffer.writeInt32BE(failed ? 1 : 0, this.#at + 4);
    this.#buffer.writeDoubleBE(begun, this.#at + 8);
    this.#buffer.writeDoubleBE(monotonic(), this.#at + 16);
    if (this.#each) writeSync(this.#file, this.#buffer);
    else this.#at += ENTRY;
    if (!failed) this.#count(id);
  }

  #count(id: number): void {
    if (this.#seen[id] === 1) return;
    this.#seen[id] = 1;
    this.#distinct += 1;
    if (this.#distinct === this.#fromMark) this.#from = mark();
    if (this.#distinct === this.#toMark) this.#to = mark();
    if (this.#distinct === this.#total) this.#done();
  }

  close(): Marks {
    if (!this.#each) writeSync(this.#file, this.#buffer, 0, this.#at);
    closeSync(this.#file);
    return { from: this.#from, to: this.#to };
  }
}

/** The executions of a run, a column each. Microseconds. */
export type Executions = Readonly<{ count: number; ids: Int32Array; failed: Uint8Array; begun: Float64Array; ended: Float64Array }>;

export function readJournal(path: string): Executions {
  const bytes = readFileSync(path);
  const count = Math.floor(bytes.length / ENTRY);
  const ids = new Int32Array(count);
  const failed = new Uint8Array(count);
  const begun = new Float64Array(count);
  const ended = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    ids[at] = bytes.readInt32BE(at * ENTRY);
    failed[at] = bytes.readInt32BE(at * ENTRY + 4);
    begun[at] = bytes.readDoubleBE(at * ENTRY + 8);
    ended[at] = bytes.readDoubleBE(at * ENTRY + 16);
  }
  return { count, ids, failed, begun, ended };
}
