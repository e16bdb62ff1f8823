import type { Commit, LogRecord, TopicPartition } from '@noren/log';
import type { Registry } from 'prom-client';
import type { Ending, Observer, SkipReason } from '../observer.ts';
import { Aborted, type Task } from '../task.ts';
import { expose } from './expose.ts';
import { newTally, type SubscriptionCounters, type Tally } from './tallies.ts';

export type MetricsOptions = Readonly<{
  registry: Registry;
  /** Names the lanes among others of the process: the label `subscription`. */
  subscription: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
}>;

/** An observer that tells Prometheus; the README names its metrics beside Decaton's. One a subscription and registry. */
export function metered({ registry, subscription, clock = Date.now }: MetricsOptions): Observer {
  const topics = new Map<string, Tally[]>();
  const counters: SubscriptionCounters = { commitsFailed: 0, crashes: 0 };
  expose(registry, subscription, topics, counters, clock);

  const tallyOf = ({ topic, partition }: TopicPartition): Tally => {
    let tallies = topics.get(topic);
    if (tallies === undefined) topics.set(topic, (tallies = []));
    return (tallies[partition] ??= newTally());
  };

  return {
    assigned: (partition) => void tallyOf(partition),
    revoked(partition) {
      const tally = tallyOf(partition);
      // What it had pending is another member's now; what it has counted stays, for counters never fall.
      tally.pending = 0;
      tally.committed = tally.latest = undefined;
      resume(tally, clock());
    },
    taken(partition, records) {
      const tally = tallyOf(partition);
      tally.consumed += records;
      tally.pending += records;
    },
    skipped(record, why) {
      const tally = tallyOf(record);
      tally[SKIPPED[why]] += 1;
      see(tally, record);
      tally.pending = Math.max(0, tally.pending - 1);
    },
    started({ record }, waitedMs) {
      const tally = tallyOf(record);
      tally.started += 1;
      tally.waited.add(waitedMs);
      tally.latency.add(clock() - Date.parse(record.at));
      see(tally, record);
    },
    ended: (task, how, tookMs, error) => end(tallyOf(task.record), task, how, tookMs, error),
    appendFailed: ({ record }) => void (tallyOf(record).appendsFailed += 1),
    full(partition, full) {
      const tally = tallyOf(partition);
      if (full) tally.pausedSince ??= clock();
      else resume(tally, clock());
    },
    committed: (commit: Commit) => void (tallyOf(commit).committed = commit.offset),
    commitFailed: () => void (counters.commitsFailed += 1),
    mapIgnored: (partition) => void (tallyOf(partition).mapsIgnored += 1),
    crashed: () => void (counters.crashes += 1),
  };
}

const SKIPPED: Readonly<Record<SkipReason, 'redelivered' | 'ignored' | 'superseded' | 'shaped'>> = {
  finished: 'redelivered',
  ignored: 'ignored',
  superseded: 'superseded',
  shaped: 'shaped',
};

const ENDED: Readonly<Record<Ending, 'processed' | 'retried' | 'moved' | 'dead' | 'aborted'>> = {
  done: 'processed',
  retried: 'retried',
  moved: 'moved',
  dead: 'dead',
  aborted: 'aborted',
};

function end(tally: Tally, { attempt }: Task, how: Ending, tookMs: number, error: unknown): void {
  tally[ENDED[how]] += 1;
  tally.duration.add(tookMs);
  if (error instanceof Aborted && error.reason === 'time-out') tally.timedOut += 1;
  else if (how !== 'done' && how !== 'aborted') tally.failed += 1;
  if (how === 'retried' || how === 'aborted') return;
  tally.tries.add(attempt);
  tally.pending = Math.max(0, tally.pending - 1);
}

const see = (tally: Tally, { offset }: LogRecord): void => void (tally.latest = Math.max(tally.latest ?? 0, offset));

function resume(tally: Tally, now: number): void {
  if (tally.pausedSince !== undefined) tally.pausedMs += now - tally.pausedSince;
  tally.pausedSince = undefined;
}
