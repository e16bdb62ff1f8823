import type { Commits, Log } from '@noren/log';
import { healthOf, type Health } from './health.ts';
import { Member } from './member.ts';
import { unobserved } from './observer.ts';
import { settingsOf, type LanesOptions } from './options.ts';
import { pause } from './pause.ts';

export interface Lanes {
  health(): Promise<Health>;
  /** Reads no more, lets what runs end within the limit, commits, leaves the group. */
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 30_000;
/** Who has run so long without a crash begins again with short pauses. */
const WELL_MS = 60_000;

/**
 * Handles the records of topics, many at a time, each key's in order, and at least once: a record is finished when its handler has said so, or when it stands in a
 * retry topic or among the dead letters. Begins at once; what crashes is begun again.
 */
export function runLanes(log: Log & Commits, options: LanesOptions): Lanes {
  const settings = settingsOf(options);
  const observer = { ...unobserved, ...options.observer };
  const stopping = new AbortController();
  let member: Member | undefined;
  let restarts = 0;

  const work = async (): Promise<void> => {
    for (let crashes = 0; !stopping.signal.aborted;) {
      const began = performance.now();
      try {
        member = new Member(log, options, settings, observer);
        await member.run(stopping.signal);
      } catch (error) {
        restarts += 1;
        crashes = performance.now() - began > WELL_MS ? 1 : crashes + 1;
        observer.crashed(error);
        await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** crashes) * (0.5 + Math.random() / 2), stopping.signal);
      }
    }
  };
  const working = work();
  return {
    health: () => healthOf(log, member, restarts),
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
