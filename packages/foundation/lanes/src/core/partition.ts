import { positionKey, type LogRecord, type TopicPartition } from '@noren/log';
import type { Tier } from '../retry/policy.ts';
import type { Window } from './window.ts';

/** `draining`: nothing new begins, what runs may end. `closed`: what still runs is nobody's. */
export type PartitionState = 'open' | 'draining' | 'closed';

/** Who is last in a lane, and gets to know who comes behind it. */
interface Tail {
  behind: Tail | undefined;
}

/** A partition that this member has: its offsets, its lanes, and what was read and does not fit yet. */
export class Partition implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  readonly name: string;
  /** Where reading began. A smaller offset means that the log has begun anew. */
  readonly start: number;
  readonly window: Window;
  /** Of a retry topic: its records wait until they are due. */
  readonly tier: Tier | undefined;
  state: PartitionState = 'open';
  full = false;
  /** Running or appending: what a drain waits for. */
  active = 0;
  /** The last of each key's lane. */
  readonly tails = new Map<string, Tail>();
  /** A wait for the first record of the inbox to be due is on. */
  waitsForDue = false;
  /** `window.changes` and offset of the last commit that the log has acknowledged. */
  committedChanges: number;
  committed: number;
  /** Until then a commit that failed may still come through. */
  doubtUntil = 0;
  /** Records put since the last mark. */
  fresh = 0;
  #inbox: LogRecord[] = [];
  #inboxAt = 0;
  /** When which offsets were taken, a batch a mark. */
  #marks: Readonly<{ offset: number; at: number }>[] = [];

  constructor({ topic, partition }: TopicPartition, start: number, window: Window, tier: Tier | undefined) {
    this.topic = topic;
    this.partition = partition;
    this.name = positionKey({ topic, partition });
    this.start = start;
    this.window = window;
    this.tier = tier;
    this.committed = start;
    this.committedChanges = window.changes;
  }

  put(record: LogRecord): void {
    this.fresh += 1;
    this.#inbox.push(record);
  }

  /** The first record that was read and not taken. */
  get first(): LogRecord | undefined {
    return this.#inbox[this.#inboxAt];
  }

  shift(): void {
    this.#inboxAt += 1;
    if (this.#inboxAt === this.#inbox.length) this.dropInbox();
  }

  dropInbox(): void {
    this.#inbox = [];
    this.#inboxAt = 0;
  }

  get inbox(): number {
    return this.#inbox.length - this.#inboxAt;
  }

  /** What came was told of. */
  mark(at: number): void {
    this.fresh = 0;
    this.#dropMarks();
    this.#marks.push({ offset: this.window.top, at });
  }

  /** Since when the oldest unfinished record is here; undefined where there is none. */
  get pendingSince(): number | undefined {
    if (this.window.pending === 0) return undefined;
    this.#dropMarks();
    return this.#marks[0]?.at;
  }

  #dropMarks(): void {
    let passed = 0;
    while ((this.#marks[passed + 1]?.offset ?? Number.POSITIVE_INFINITY) <= this.window.watermark) passed += 1;
    if (passed > 0) this.#marks.splice(0, passed);
  }
}
