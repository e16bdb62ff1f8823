import type { Commit, LogRecord } from '@noren/log';
import { unobserved, type Observer } from '../observer.ts';
import { settingsOf, type LanesOptions } from '../options.ts';
import { Core } from './core.ts';
import type { Work } from './work.ts';

type Started = Readonly<{ work: Work; run: number }>;

/** A core whose handler, log and clock are the test's hands. One partition, `t/0`. */
export function coreUnderTest(options: Partial<LanesOptions> = {}, observer: Partial<Observer> = {}) {
  const started: Started[] = [];
  const appends: Work[] = [];
  const commits: Readonly<{ commits: readonly Commit[]; answer: (error?: unknown) => void }>[] = [];
  let wakes = 0;
  let now = 1_000_000;
  let alarm = Number.POSITIVE_INFINITY;
  const core = new Core(settingsOf({ group: 'g', topics: ['t'], handler: () => undefined, ...options }), {
    effects: {
      start: (work, run) => void started.push({ work, run }),
      append: (work) => void appends.push(work),
      commit: (those, answer) => void commits.push({ commits: those, answer }),
      wake: () => void (wakes += 1),
      alarm: (at) => void (alarm = at),
    },
    observer: { ...unobserved, ...observer },
    clock: () => now,
    random: () => 0,
  });
  const record = (offset: number, key: string, more: Partial<LogRecord> = {}): LogRecord => ({
    topic: 't',
    partition: 0,
    offset,
    key,
    id: `r${offset}`,
    type: 'x',
    value: new Uint8Array([offset]),
    headers: {},
    at: '2026-01-01T00:00:00.000Z',
    ...more,
  });
  const find = (offset: number): Started => {
    const found = started.findLast(({ work }) => work.record.offset === offset);
    if (found === undefined) throw new Error(`${offset} has not started`);
    return found;
  };
  return {
    core,
    appends,
    commits,
    record,
    /** Gives the partition away and takes it over anew, where it starts. */
    assign: (offset = 0, metadata = '') => core.assign([{ topic: 't', partition: 0, offset, metadata }]),
    take: (...keys: readonly string[]) => {
      const [partition] = core.partitions();
      core.take(keys.map((key, index) => record((partition?.window.top ?? 0) + index, key)));
    },
    /** Offsets in the order in which their tries began. */
    get started(): readonly number[] {
      return started.map(({ work }) => work.record.offset);
    },
    work: (offset: number) => find(offset).work,
    done: (offset: number) => core.returned(find(offset).work, find(offset).run, undefined),
    fail: (offset: number, error: unknown = new Error('no')) => core.failed(find(offset).work, find(offset).run, error),
    say: (offset: number, verdict: Parameters<Core['returned']>[2]) => core.returned(find(offset).work, find(offset).run, verdict),
    /** Time passes, alarm by alarm. */
    pass: (ms: number) => {
      const end = now + ms;
      while (alarm <= end) {
        now = Math.max(now, alarm);
        alarm = Number.POSITIVE_INFINITY;
        core.tick();
      }
      now = end;
    },
    get wakes() {
      return wakes;
    },
    get watermark() {
      const [partition] = core.partitions();
      return partition?.window.watermark;
    },
  };
}
