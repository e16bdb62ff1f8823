import { positionKey, type Commit, type LogRecord, type NewRecord, type TopicPartition } from '@noren/log';
import type { Dice } from './dice.ts';
import type { Oracle } from './oracle.ts';
import { TOPICS, type Scenario } from './scenario.ts';

/** `covered`: what its sender knew to be finished. */
type Stored = Readonly<{ commit: Commit; covered: ReadonlySet<number> }>;

const NOTHING: ReadonlySet<number> = new Set();

/** The log, invented: records with gaps between their offsets, commits of one group, and who has which partition. */
export class SimLog {
  readonly #scenario: Scenario;
  readonly #dice: Dice;
  readonly #oracle: Oracle;
  readonly #records = new Map<string, LogRecord[]>();
  readonly #commits = new Map<string, Stored>();
  readonly #epochs = new Map<string, number>();

  /** Those that are subscribed to. */
  readonly partitions: readonly TopicPartition[];

  constructor(scenario: Scenario, dice: Dice, oracle: Oracle) {
    this.#scenario = scenario;
    this.#dice = dice;
    this.#oracle = oracle;
    const of = (topic: string, count: number): TopicPartition[] => Array.from({ length: count }, (_, partition) => ({ topic, partition }));
    this.partitions = [
      ...of(TOPICS.main, scenario.partitions),
      ...scenario.policy.tiers.flatMap(({ topic }) => of(topic, 1)),
      ...(scenario.shaping ? of(TOPICS.shaped, 1) : []),
    ];
  }

  append(record: NewRecord, partition: number, now: number): void {
    const at = { topic: record.topic, partition };
    const its = this.#of(at);
    const { gaps, widestGap } = this.#scenario;
    const gap = record.topic === TOPICS.main && this.#dice.chance(gaps) ? this.#dice.whole(1, widestGap) : 0;
    const offset = (its.at(-1)?.offset ?? -1) + 1 + gap;
    its.push({ ...record, ...at, offset, at: new Date(now).toISOString() });
    if (record.topic === TOPICS.dead) this.#oracle.accounted(record.id);
    else this.#oracle.appended({ ...at, offset, key: record.key });
  }

  read(at: TopicPartition, from: number, most: number): readonly LogRecord[] {
    const its = this.#of(at);
    let [low, high] = [0, its.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((its[middle]?.offset ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return its.slice(low, low + most);
  }

  /** A new owner: commits of earlier ones are refused from now on. */
  take(at: TopicPartition): number {
    const epoch = this.epoch(at) + 1;
    this.#epochs.set(positionKey(at), epoch);
    return epoch;
  }

  epoch(at: TopicPartition): number {
    return this.#epochs.get(positionKey(at)) ?? 0;
  }

  commit(commit: Commit, covered: ReadonlySet<number>): void {
    this.#commits.set(positionKey(commit), { commit, covered });
  }

  committed(at: TopicPartition): Stored {
    return this.#commits.get(positionKey(at)) ?? { commit: { ...at, offset: 0, metadata: '' }, covered: NOTHING };
  }

  /** Somebody else's text stands where the map was: nothing beyond the offset is covered any more. */
  scribble(at: TopicPartition): void {
    const stored = this.#commits.get(positionKey(at));
    if (stored === undefined) return;
    const { metadata } = stored.commit;
    const text = this.#dice.of([
      '',
      'bm90IG91cnM=',
      'N1.AAAA',
      `${metadata.slice(0, -3)}AAA`,
      metadata.slice(0, metadata.length >> 1),
      '{"by":"someone else"}',
      'N1.',
    ]);
    if (text !== metadata) this.#commits.set(positionKey(at), { commit: { ...stored.commit, metadata: text }, covered: NOTHING });
  }

  #of(at: TopicPartition): LogRecord[] {
    const name = positionKey(at);
    let records = this.#records.get(name);
    if (records === undefined) this.#records.set(name, (records = []));
    return records;
  }
}
