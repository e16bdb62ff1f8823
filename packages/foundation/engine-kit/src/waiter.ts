import type { Log, Running } from '@noren/log';
import type { Outcome } from '@noren/wire';
import { decodeOutcomes } from './outcomes.ts';

/** Waits for what becomes of commands: told on `<context>.outcomes`, or stored already. */
export interface OutcomeWaiter {
  /**
   * The outcome of a command, or `undefined` when `withinMs` are over first. `fetchStored`: ask for the stored outcome at once
   * (a repeat, whose outcome may have been told long ago).
   */
  outcomeOf(commandId: string, options: Readonly<{ withinMs: number; fetchStored?: boolean }>): Promise<Outcome | undefined>;
  close(): Promise<void>;
}

/** Outcomes that nobody waited for when they were told are remembered this long and this many: whoever submits waits a moment later. */
const REMEMBERED_MS = 3_000;
const REMEMBERED = 20_000;
/** A waiter that hears nothing asks for the stored outcome each time this long has passed: the tail may have had a gap. */
const ASK_AGAIN_MS = 1_000;

/**
 * `stored` asks the context for the outcomes that it has stored, of many commands at once; those it gives as `pending` are waited for.
 * An outcome told before the caller came to wait is remembered for a while, so that a fresh command costs no question.
 */
export async function outcomeWaiter(log: Log, topic: string, stored: (commandIds: readonly string[]) => Promise<readonly Outcome[]>): Promise<OutcomeWaiter> {
  const waiting = new Map<string, Set<(outcome: Outcome) => void>>();
  const remembered = new Map<string, Readonly<{ outcome: Outcome; until: number }>>();

  const tell = (outcome: Outcome): void => {
    const listeners = waiting.get(outcome.commandId);
    if (listeners) for (const resolve of listeners) resolve(outcome);
    else remembered.set(outcome.commandId, { outcome, until: performance.now() + REMEMBERED_MS });
  };
  const forget = (): void => {
    const now = performance.now();
    for (const [id, { until }] of remembered) {
      if (until > now && remembered.size <= REMEMBERED) break;
      remembered.delete(id);
    }
  };
  // Nothing may be told for a while after a burst, and what is remembered goes all the same.
  const sweep = setInterval(forget, REMEMBERED_MS).unref();
  const tail: Running = await log.tail([topic], 'end', (records) => {
    for (const record of records) for (const outcome of decodeOutcomes(record)) tell(outcome);
    forget();
  });
  const ask = async (commandId: string): Promise<void> => {
    const [outcome] = await stored([commandId]);
    if (outcome && outcome.status !== 'pending') tell(outcome);
  };

  return {
    async outcomeOf(commandId, { withinMs, fetchStored = false }) {
      const known = remembered.get(commandId);
      if (known) return known.outcome;
      return await new Promise<Outcome | undefined>((resolve) => {
        const answer = (outcome: Outcome | undefined): void => {
          clearTimeout(timeout);
          clearInterval(again);
          const listeners = waiting.get(commandId);
          listeners?.delete(answer);
          if (listeners?.size === 0) waiting.delete(commandId);
          resolve(outcome);
        };
        // A question that fails is asked again; the time-out answers whoever waits.
        const question = (): void => void ask(commandId).catch(() => undefined);
        const timeout = setTimeout(() => answer(undefined), withinMs);
        const again = setInterval(question, ASK_AGAIN_MS);
        const listeners = waiting.get(commandId) ?? new Set();
        waiting.set(commandId, listeners.add(answer));
        if (fetchStored) question();
      });
    },
    async close() {
      clearInterval(sweep);
      await tail.stop();
    },
  };
}
