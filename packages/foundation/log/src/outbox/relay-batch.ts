import { type NewRecord, positionKey, type Position, type Positions, type TopicPartition } from '../log.ts';
import type { Relayed, Row } from './table.ts';

/** A record that has left, and whether nobody needs its row any more. */
type Left = { readonly row: Row; settled: boolean };

/** One partition of the log as this outbox fills it. */
type Stretch = TopicPartition & {
  /** Read and not yet gone, in order. */ waiting: Row[];
  /** Gone, from the first one whose row is still needed. */ left: Left[];
  /** The number of the first record that has not left. */ next: number;
  /** Where records went that a carrier may ask for. */ readonly offsets: Map<number, number>;
};

/** What one produce takes of a partition at most; a record that is larger goes alone. */
const RECORDS = 200;
const BYTES = 500_000;

/**
 * What is on its way from an outbox to the log: which records may go next, partition by partition and in order, where they went, and which rows are no longer
 * needed. A carrier goes once all others of its commit have left; until it has, their rows stay, so that whoever takes over finds the commit whole.
 */
export class RelayBatch {
  readonly #source: string;
  readonly #stretches = new Map<string, Stretch>();
  readonly #held = new Map<string, Left[]>();
  readonly #relayed: Relayed[] = [];
  #waiting = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** How many records wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** From where to read on. */
  get readSoFar(): Positions {
    return Object.fromEntries([...this.#stretches].map(([key, { waiting, next }]) => [key, (waiting.at(-1)?.seq ?? next - 1) + 1]));
  }

  get partitions(): readonly string[] {
    return [...this.#stretches.keys()];
  }

  take(rows: readonly Row[]): void {
    for (const row of rows) {
      const { topic, partition, seq } = row;
      const key = positionKey(row);
      const stretch: Stretch = this.#stretches.get(key) ?? { topic, partition, waiting: [], left: [], next: seq, offsets: new Map() };
      this.#stretches.set(key, stretch);
      stretch.waiting.push(row);
    }
    this.#waiting += rows.length;
  }

  /** What a partition may produce next: its oldest records, up to a carrier whose others have not all left. */
  ready(key: string): readonly Row[] {
    const out: Row[] = [];
    let bytes = 0;
    for (const row of this.#stretches.get(key)?.waiting ?? []) {
      bytes += row.value.byteLength;
      if (out.length === RECORDS || (out.length > 0 && bytes > BYTES) || !this.#mayGo(row)) break;
      out.push(row);
    }
    return out;
  }

  #mayGo({ carried }: Row): boolean {
    return Object.entries(carried ?? {}).every(([key, behind]) => (this.#stretches.get(key)?.next ?? behind) >= behind);
  }

  /** The record as the log gets it. A row whose others went before this batch began is told the ends that the log has now: they are behind them. */
  recordOf(row: Row, ends: Positions): NewRecord {
    const { topic, key, id, type, value, carried, seq } = row;
    const positions = carried === null ? {} : { positions: JSON.stringify(this.#positionsOf(carried, ends)) };
    return { topic, key, id, type, value, headers: { ...row.headers, ...positions, sequence: `${this.#source}/${seq}` } };
  }

  #positionsOf(carried: Positions, ends: Positions): Positions {
    return Object.fromEntries(Object.entries(carried).map(([key, behind]) => [key, this.#wentTo(key, behind) ?? ends[key] ?? 0]));
  }

  #wentTo(key: string, behind: number): number | undefined {
    const offset = this.#stretches.get(key)?.offsets.get(behind - 1);
    return offset === undefined ? undefined : offset + 1;
  }

  /** Topics of which the present ends are needed: others of these carriers went before anybody here could see where. */
  forgotten(rows: readonly Row[]): readonly string[] {
    const lost = rows.flatMap(({ carried }) => Object.entries(carried ?? {}).filter(([key, behind]) => this.#wentTo(key, behind) === undefined));
    return [...new Set(lost.map(([key]) => key.slice(0, key.lastIndexOf('/'))))];
  }

  /** The log has the first `records` of a partition's waiting rows, at these offsets. `sent`: what it was given. */
  went(key: string, sent: readonly NewRecord[], positions: readonly Position[]): void {
    const stretch = this.#stretches.get(key);
    for (const [index, row] of (stretch?.waiting.splice(0, sent.length) ?? []).entries()) {
      const offset = positions[index]?.offset ?? 0;
      if (stretch) this.#leave(stretch, row, offset, sent[index]?.headers['positions']);
    }
    this.#waiting -= sent.length;
  }

  #leave(stretch: Stretch, row: Row, offset: number, carried: string | undefined): void {
    const left: Left = { row, settled: !row.held };
    stretch.left.push(left);
    stretch.next = row.seq + 1;
    if (row.held) {
      stretch.offsets.set(row.seq, offset);
      const others = this.#held.get(row.commit);
      if (others) others.push(left);
      else this.#held.set(row.commit, [left]);
    }
    if (row.carried === null || carried === undefined) return;
    for (const other of this.#held.get(row.commit) ?? []) other.settled = true;
    this.#held.delete(row.commit);
    this.#relayed.push({ commit: row.commit, positions: { ...(JSON.parse(carried) as Positions), [positionKey(row)]: offset + 1 } });
  }

  /** What may be forgotten since the last time: every partition up to its first row that is still needed, and where commits went. */
  settled(): Readonly<{ upTo: readonly Position[]; relayed: readonly Relayed[] }> {
    const upTo: Position[] = [];
    for (const stretch of this.#stretches.values()) {
      const still = stretch.left.findIndex(({ settled }) => !settled);
      const gone = stretch.left.splice(0, still < 0 ? stretch.left.length : still);
      const last = gone.at(-1);
      for (const { row } of gone) stretch.offsets.delete(row.seq);
      if (last) upTo.push({ topic: stretch.topic, partition: stretch.partition, offset: last.row.seq + 1 });
    }
    return { upTo, relayed: this.#relayed.splice(0) };
  }
}
