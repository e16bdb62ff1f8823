import type { Commits, Log, Topic } from '@noren/log';

export const WORK = 'lanes.work';

/** The topics that the suite uses. */
export const lanesTopics = (writer: string): readonly Topic[] =>
  [
    { name: WORK, partitions: 6 },
    { name: 'lanes.retry', partitions: 2 },
    { name: 'lanes.shaped', partitions: 2 },
    { name: 'lanes.dead', partitions: 2 },
  ].map((topic) => ({ ...topic, writers: [writer] }));

export type LogUnderLanes = Readonly<{
  /** The log as a process of its own has it. `cut`: the process cannot reach it any more, as after its death. */
  open(): Readonly<{ log: Log & Commits; cut(): Promise<void> }>;
  /** The log is away for a moment, for everybody. */
  disturb(): Promise<void>;
  close(): Promise<void>;
}>;
