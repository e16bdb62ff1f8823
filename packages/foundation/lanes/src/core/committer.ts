import type { Commit } from '@noren/log';
import type { Partition } from './partition.ts';
import type { Surroundings } from './settings.ts';

/** A commit that failed may still come through, after a newer one: for this long what it spoke of is committed again and again. Milliseconds. */
const DOUBT_MS = 30_000;

/**
 * Commits what has changed, one commit at a time so that none can overtake another. Offset and map are of one instant, for nothing happens between them;
 * a partition counts as committed only when the log has said so.
 */
export class Committer {
  readonly #partitions: () => Iterable<Partition>;
  readonly #surroundings: Surroundings;
  #inFlight = false;
  #again = false;
  #afterNext: (() => void)[] = [];

  constructor(partitions: () => Iterable<Partition>, surroundings: Surroundings) {
    this.#partitions = partitions;
    this.#surroundings = surroundings;
  }

  /** `then` is called when a commit with all that is finished by now has been answered, or needs not be made. */
  commit(then?: () => void): void {
    if (then !== undefined) this.#afterNext.push(then);
    if (this.#inFlight) {
      this.#again = true;
      return;
    }
    const after = this.#afterNext;
    this.#afterNext = [];
    const snapshots = this.#snapshots();
    if (snapshots.length === 0) return this.#call(after);
    this.#inFlight = true;
    this.#surroundings.effects.commit(
      snapshots.map(({ commit }) => commit),
      (error) => {
        this.#inFlight = false;
        this.#answered(snapshots, error);
        this.#call(after);
        if (!this.#again) return;
        this.#again = false;
        this.commit();
      },
    );
  }

  #snapshots(): readonly Snapshot[] {
    const now = this.#surroundings.clock();
    const changed = [...this.#partitions()].filter(({ window, committedChanges, doubtUntil }) => window.changes !== committedChanges || now < doubtUntil);
    return changed.map((of) => ({ of, changes: of.window.changes, commit: { topic: of.topic, partition: of.partition, ...of.window.snapshot() } }));
  }

  #answered(snapshots: readonly Snapshot[], error: unknown): void {
    const { observer, clock } = this.#surroundings;
    if (error !== undefined) {
      for (const { of } of snapshots) of.doubtUntil = clock() + DOUBT_MS;
      return observer.commitFailed(error);
    }
    for (const { of, changes, commit } of snapshots) {
      of.committedChanges = changes;
      of.committed = commit.offset;
      observer.committed(commit);
    }
  }

  #call(after: readonly (() => void)[]): void {
    for (const then of after) then();
  }
}

type Snapshot = Readonly<{ of: Partition; changes: number; commit: Commit }>;
