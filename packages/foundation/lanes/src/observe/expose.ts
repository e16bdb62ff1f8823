import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { SubscriptionCounters, Spread, Tally } from './tallies.ts';

type Label = 'subscription' | 'topic' | 'partition';
type Labels = Record<Label, string>;
type Source = () => Iterable<readonly [Labels, Tally]>;

/** Where several subscriptions of a process tell one registry, a metric has a source of each. */
const sources = new WeakMap<object, Source[]>();

const COUNTERS: Readonly<Record<string, readonly [help: string, of: (tally: Tally, now: number) => number]>> = {
  lanes_records_consumed_total: ['Records that were read', ({ consumed }) => consumed],
  lanes_tasks_queued_total: ['Tries that were begun', ({ started }) => started],
  lanes_tasks_processed_total: ['Tasks whose handler is done with them', ({ processed }) => processed],
  lanes_tasks_shaped_total: ['Records moved to the topic of keys beyond their quota', ({ shaped }) => shaped],
  lanes_tasks_discarded_total: ['Records passed over: their key is ignored, or a newer one of it came', ({ ignored, superseded }) => ignored + superseded],
  lanes_tasks_redelivered_total: ['Records read again and known to be finished', ({ redelivered }) => redelivered],
  lanes_tasks_error_total: ['Tries that failed, without those that took too long', ({ failed }) => failed],
  lanes_tasks_timeout_total: ['Tries that took too long', ({ timedOut }) => timedOut],
  lanes_tasks_aborted_total: ['Tries whose result nobody wanted any more', ({ aborted }) => aborted],
  lanes_tasks_retried_total: ['Tries that failed and come again after a wait in memory', ({ retried }) => retried],
  lanes_retry_queued_tasks_total: ['Tasks that went to a retry topic', ({ moved }) => moved],
  lanes_retry_queueing_failed_total: ['Appends to retry topics or dead letters that failed and were tried again', ({ appendsFailed }) => appendsFailed],
  lanes_dead_letters_total: ['Tasks that went to the dead letters', ({ dead }) => dead],
  lanes_offset_maps_ignored_total: ['Commits whose text was no offset map to be trusted', ({ mapsIgnored }) => mapsIgnored],
  lanes_partition_paused_seconds_total: [
    'How long nothing was read of it because it had enough',
    ({ pausedMs, pausedSince }, now) => (pausedMs + (pausedSince === undefined ? 0 : now - pausedSince)) / 1_000,
  ],
};

const GAUGES: Readonly<Record<string, readonly [help: string, of: (tally: Tally) => number | undefined]>> = {
  lanes_tasks_pending: ['Records read and not finished', ({ pending }) => pending],
  lanes_partition_paused: ['1 while nothing more is read of it', ({ pausedSince }) => (pausedSince === undefined ? 0 : 1)],
  lanes_offset_last_committed: ['The offset that the log acknowledged last', ({ committed }) => committed],
  lanes_offset_latest_consumed: ['The largest offset that was begun or passed over', ({ latest }) => latest],
};

const SPREADS: Readonly<Record<string, readonly [help: string, unit: number, of: (tally: Tally) => Spread]>> = {
  lanes_tasks_complete_duration_seconds: ['From the start of a try to its end, deferred or not', 1_000, ({ duration }) => duration],
  lanes_tasks_delivery_latency_seconds: ['From the record to the log to the start of a try', 1_000, ({ latency }) => latency],
  lanes_tasks_scheduling_delay_seconds: ['How long a try that could begin waited for its turn', 1_000, ({ waited }) => waited],
  lanes_retry_task_retries: ['Tries that a task took until it was finished', 1, ({ tries }) => tries],
};

const LABELS: readonly Label[] = ['subscription', 'topic', 'partition'];

/** Makes the metrics, or adds to those that another subscription has made. */
export function expose(
  registry: Registry,
  subscription: string,
  topics: ReadonlyMap<string, readonly Tally[]>,
  counters: SubscriptionCounters,
  clock: () => number,
): void {
  const source = function* (): Generator<readonly [Labels, Tally]> {
    for (const [topic, tallies] of topics)
      for (const [partition, tally] of tallies.entries()) if (tally) yield [{ subscription, topic, partition: String(partition) }, tally];
  };
  const known = sources.get(registry);
  if (known === undefined) {
    const all: Source[] = [source];
    sources.set(registry, all);
    makeAll(registry, () => all.flatMap((one) => [...one()]), clock);
  } else known.push(source);
  once(registry, 'lanes_commits_failed_total', 'Commits that the log refused or did not answer').push(() => [subscription, counters.commitsFailed]);
  once(registry, 'lanes_crashes_total', 'How often it crashed and began again').push(() => [subscription, counters.crashes]);
}

function makeAll(registry: Registry, tallies: () => readonly (readonly [Labels, Tally])[], clock: () => number): void {
  const own = { labelNames: [...LABELS], registers: [registry] };
  for (const [name, [help, of]] of Object.entries(COUNTERS)) {
    new Counter({
      name,
      help,
      ...own,
      collect() {
        this.reset();
        const now = clock();
        for (const [labels, tally] of tallies()) this.inc(labels, of(tally, now));
      },
    });
  }
  for (const [name, [help, of]] of Object.entries(GAUGES)) {
    new Gauge({
      name,
      help,
      ...own,
      collect() {
        this.reset();
        for (const [labels, tally] of tallies()) {
          const value = of(tally);
          if (value !== undefined) this.set(labels, value);
        }
      },
    });
  }
  for (const [name, [help, unit, of]] of Object.entries(SPREADS))
    new SpreadHistogram({ name, help, ...own }, unit, () => tallies().map(([labels, tally]) => [labels, of(tally)]));
}

type Said = () => readonly [subscription: string, value: number];
const said = new WeakMap<object, Map<string, Said[]>>();

/** What is told of each subscription of the registry under this name. */
function once(registry: Registry, name: string, help: string): Said[] {
  const names = said.get(registry) ?? new Map<string, Said[]>();
  said.set(registry, names);
  const known = names.get(name);
  if (known !== undefined) return known;
  const all: Said[] = [];
  names.set(name, all);
  new Counter({
    name,
    help,
    labelNames: ['subscription'],
    registers: [registry],
    collect() {
      this.reset();
      for (const one of all) {
        const [subscription, value] = one();
        this.inc({ subscription }, value);
      }
    },
  });
  return all;
}

/** A histogram that is not told value by value, which would cost more than all else of a task, but reads spreads when it is scraped. */
class SpreadHistogram extends Histogram<Label | 'le'> {
  readonly #empty: Histogram<Label | 'le'>;
  readonly #name: string;
  readonly #unit: number;
  readonly #spreads: () => readonly (readonly [Labels, Spread])[];

  constructor(
    own: Readonly<{ name: string; help: string; labelNames: Label[]; registers: Registry[] }>,
    unit: number,
    spreads: () => readonly (readonly [Labels, Spread])[],
  ) {
    super(own);
    this.#empty = new Histogram({ ...own, registers: [] });
    this.#name = own.name;
    this.#unit = unit;
    this.#spreads = spreads;
  }

  override async get() {
    // The parent's own would come back here.
    const empty = await this.#empty.get();
    return { ...empty, values: this.#spreads().flatMap(([labels, spread]) => this.#lines(labels, spread)) };
  }

  /** What prom-client's registry asks for when it writes Prometheus' text. */
  getForPromString() {
    return this.get();
  }

  #lines(labels: Labels, { bounds, counts, sum }: Spread) {
    let upTo = 0;
    const buckets = counts.map((count, at) => {
      const bound = bounds[at];
      return { metricName: `${this.#name}_bucket`, labels: { ...labels, le: bound === undefined ? '+Inf' : bound / this.#unit }, value: (upTo += count) };
    });
    return [...buckets, { metricName: `${this.#name}_sum`, labels, value: sum / this.#unit }, { metricName: `${this.#name}_count`, labels, value: upTo }];
  }
}
