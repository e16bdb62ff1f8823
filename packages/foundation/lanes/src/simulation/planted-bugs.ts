import type { Commit, LogRecord, Position, TopicPartition } from '@noren/log';
import { Core } from '../core/core.ts';
import type { Drain } from '../core/drains.ts';
import { decodeOffsetMap, encodeOffsetMap, type Run } from '../core/offset-map.ts';
import type { CoreSettings, Effects, Surroundings } from '../core/settings.ts';
import { Window } from '../core/window.ts';
import type { Work } from '../core/work.ts';
import type { MakeCore } from './sim-member.ts';

/** A core with the effects changed. */
const withEffects =
  (change: (effects: Effects) => Partial<Effects>, make: MakeCore = (settings, around) => new Core(settings, around)): MakeCore =>
  (settings, around) =>
    make(settings, { ...around, effects: { ...around.effects, ...change(around.effects) } });

/** A core with its commits changed. */
const withCommits = (change: (commit: Commit, core: Core) => Commit): MakeCore => {
  return (settings, around) => {
    const commit: Effects['commit'] = (commits, answer) =>
      around.effects.commit(
        commits.map((one) => change(one, core)),
        answer,
      );
    const core: Core = new Core(settings, { ...around, effects: { ...around.effects, commit } });
    return core;
  };
};

const finishedIn = ({ metadata, offset }: Commit): readonly Run[] => {
  const map = decodeOffsetMap(metadata, offset);
  return 'finished' in map ? map.finished : [];
};
const has = (runs: readonly Run[], offset: number): boolean => runs.some(({ from, to }) => from <= offset && offset < to);

/** (a) The map is made against one offset and committed with another. */
function mapOfAnotherOffset(settings: CoreSettings, around: Surroundings): Core {
  const before = new Map<string, Commit>();
  return withCommits((commit) => {
    const name = `${commit.topic}/${commit.partition}`;
    const earlier = before.get(name) ?? commit;
    before.set(name, commit);
    const runs = finishedIn(earlier);
    const shift = commit.offset - earlier.offset;
    const end = (runs.at(-1)?.to ?? earlier.offset) + shift;
    return { ...commit, metadata: encodeOffsetMap(commit.offset, end, (offset) => has(runs, offset - shift)) };
  })(settings, around);
}

/** (b) The top of the range is read after the snapshot: what was read in between seems finished. */
const topReadAfterTheSnapshot = withCommits((commit, core) => {
  const top = [...core.partitions()].find(({ topic, partition }) => topic === commit.topic && partition === commit.partition)?.window.top ?? 0;
  const runs = finishedIn(commit);
  const known = runs.at(-1)?.to ?? commit.offset;
  return { ...commit, metadata: encodeOffsetMap(commit.offset, top, (offset) => offset >= known || has(runs, offset)) };
});

/** (c) A foreign text ends the assignment: the partition is held and nothing of it is ever done. */
class FailsOnForeignText extends Core {
  override assign(commits: readonly Commit[]): readonly Position[] {
    return super.assign(commits.filter(({ metadata, offset }) => 'finished' in decodeOffsetMap(metadata, offset)));
  }
}

/** (d) After an unreadable text, reading begins one behind. */
class SkipsOneAfterUnreadableText extends Core {
  override assign(commits: readonly Commit[]): readonly Position[] {
    return super.assign(
      commits.map((one) => ('ignored' in decodeOffsetMap(one.metadata, one.offset) ? { ...one, offset: one.offset + 1, metadata: '' } : one)),
    );
  }
}

/** (e) What a rebalance interrupts keeps its place: sooner or later nothing runs. */
class LeaksPlacesAtRebalance extends Core {
  override revoke(partitions: readonly TopicPartition[], drain: Drain, released: () => void): void {
    for (const gate of this.gates()) gate.inFlight += 1;
    super.revoke(partitions, drain, released);
  }
}

/** (f) Offsets that a compacted topic leaves out are waited for. */
class WaitsForGaps extends Window {
  override take(offset: number): boolean {
    for (let gone = this.top; gone < offset && this.span < 100; gone += 1) super.take(gone);
    return super.take(offset);
  }
}
class CoreThatWaitsForGaps extends Core {
  protected override newWindow(base: number, finished?: readonly Run[]): Window {
    return new WaitsForGaps(base, finished);
  }
}

/** (g) A commit counts before the broker has answered. */
const countsBeforeTheAnswer = withEffects((effects) => ({
  commit: (commits, answer) => {
    effects.commit(commits, () => undefined);
    answer();
  },
}));

/** (h) What waits for a retry is not counted, and so has no bound. */
const unboundedRetries: MakeCore = (settings, around) =>
  new Core({ ...settings, maxPending: { value: Number.POSITIVE_INFINITY, set: () => undefined } }, around);

/** Decaton: what throws is done. */
class ThrowingIsDone extends Core {
  override failed(work: Work, run: number): void {
    super.resolved(work, run);
  }
}

/** Decaton: when the append to the retry topic fails, the task is done all the same. */
class LosesWhatCannotBeMoved extends Core {
  override appendFailed(work: Work): void {
    super.appended(work);
  }
}

/** Decaton: no map, so all behind the watermark is done again. */
const commitsNoMap = withCommits((commit) => ({ ...commit, metadata: '' }));

/** Ours, thought up: partitions are given up without waiting for what runs, the last commit included. */
class GivesUpAtOnce extends Core {
  override revoke(partitions: readonly TopicPartition[], drain: Drain, released: () => void): void {
    super.revoke(partitions, { ...drain, limitMs: 1_000 }, () => undefined);
    released();
  }
}

/** Ours, thought up: records of a key run side by side. */
const noLanes: MakeCore = (settings, around) => new Core({ ...settings, ordering: 'none' }, around);

/** Ours, thought up: a handler's answer that comes after its time-out counts for the next try. */
class HeedsLateAnswers extends Core {
  override failed(work: Work, _run: number, error: unknown): void {
    super.failed(work, work.run, error);
  }

  override resolved(work: Work, _run: number, verdict: Parameters<Core['resolved']>[2]): void {
    super.resolved(work, work.run, verdict);
  }
}

/** Ours, thought up: what was read while the partition became full is dropped. */
class DropsWhatDoesNotFit extends Core {
  override take(records: readonly LogRecord[]): void {
    super.take(records);
    for (const partition of this.partitions()) partition.dropInbox();
  }
}

const cores =
  (Buggy: new (settings: CoreSettings, around: Surroundings) => Core): MakeCore =>
  (settings, around) =>
    new Buggy(settings, around);

/** Mistakes that rivals have or had (streaming.md: Parallel Consumer a to h, Decaton), and some of our own making. The simulation must find each. */
export const PLANTED: Readonly<Record<string, MakeCore>> = {
  'Parallel Consumer #894: the map of one offset committed with another': mapOfAnotherOffset,
  'Parallel Consumer, fork PR 344: the top of the range read after the snapshot': topReadAfterTheSnapshot,
  'Parallel Consumer #326: foreign metadata ends the assignment': cores(FailsOnForeignText),
  'Parallel Consumer, fork #183: one record skipped after unreadable metadata': cores(SkipsOneAfterUnreadableText),
  'Parallel Consumer #857: stuck after rebalances': cores(LeaksPlacesAtRebalance),
  'Parallel Consumer #52: gaps of compacted topics': cores(CoreThatWaitsForGaps),
  'Parallel Consumer, fork PR 470: a commit counted before its answer': countsBeforeTheAnswer,
  'Parallel Consumer #832: retries without a bound': unboundedRetries,
  'Decaton: what throws is done': cores(ThrowingIsDone),
  'Decaton: a task whose retry cannot be produced is lost': cores(LosesWhatCannotBeMoved),
  'Decaton: finished tasks behind the watermark are done again': commitsNoMap,
  'partitions given up without a drain': cores(GivesUpAtOnce),
  'no lanes': noLanes,
  'answers after the time-out counted for the next try': cores(HeedsLateAnswers),
  'records dropped that did not fit': cores(DropsWhatDoesNotFit),
};
