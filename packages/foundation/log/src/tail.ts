import { pause, pauseAfter } from './backoff.ts';
import type { LogRecord, Position, Running } from './log.ts';
import { Holding } from './holding.ts';
import type { Source } from './source.ts';

const MAX = 1_000;

/** Shows every record behind the positions, now and as they come. What fails, the reading or `see`, is repeated from where it was. */
export function tailFrom(source: Source, positions: readonly Position[], see: (records: readonly LogRecord[]) => void | Promise<void>): Running {
  const stopping = new AbortController();
  const holding = new Holding();
  holding.add(positions);
  const listening = source.notifier.listen([...new Set(positions.map(({ topic }) => topic))], holding.next);

  const work = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        listening.clearPending();
        const { records, more } = await source.read(holding.positions, MAX);
        if (stopping.signal.aborted) return;
        if (records.length > 0) await see(records);
        holding.moveBehind(records);
        failures = 0;
        // What is appended after the reading began is notified.
        if (!more) await listening.wait();
      } catch (error) {
        failures += 1;
        source.logger.warn({ err: error, failures }, 'log: a tail failed and goes on from where it was');
        await pause(pauseAfter(failures, source.backoff), stopping.signal);
      }
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      listening.close();
      await working;
    },
  };
}
