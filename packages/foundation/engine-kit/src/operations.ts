import { Refusal } from '@noren/kernel';
import type { Log } from '@noren/log';
import type { AuthenticatedCall, Identity } from '@noren/service-kit';
import type { GetOperationRequest, Operation, Outcome, WaitOperationRequest } from '@noren/wire';
import { storedOutcomes } from './outcomes.ts';
import type { Queryable } from './record-table.ts';
import { operationOf } from './submit.ts';

/**
 * Whose calls somebody may ask about: their own, and a system's under its former subject, which named its merchant. A platform's former subject was a name
 * that several merchants may have chosen: under it a call of that time may be repeated, and is not told of by its id.
 */
const callersOf = ({ subject, former, roles }: Identity): readonly string[] =>
  former !== undefined && roles.includes('merchant') ? [subject, former] : [subject];

const LONGEST_WAIT_MS = 60_000;
const DEFAULT_WAIT_MS = 10_000;
/** Outcomes are looked at again this long after the last look at the latest, whatever the log told. */
const LOOK_AGAIN_MS = 500;
/** A call of many lines is not looked at more often than this. */
const BETWEEN_LOOKS_MS = 20;

/** What a context's API answers about calls it accepted. */
export interface Operations {
  get(request: GetOperationRequest, call: AuthenticatedCall): Promise<Operation>;
  /** Answers when every line has its outcome, or with what there is when the time is over. */
  wait(request: WaitOperationRequest, call: AuthenticatedCall): Promise<Operation>;
  close(): Promise<void>;
}

export async function operations(db: Queryable, log: Log, outcomesTopic: string): Promise<Operations> {
  const sleepers = new Set<() => void>();
  const tail = await log.tail([outcomesTopic], 'end', () => {
    for (const wake of sleepers) wake();
  });
  const newOutcomes = (withinMs: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      // Nothing may be told for hours, and whoever looks again meanwhile leaves nothing behind.
      const timer = setTimeout(wake, withinMs);
      sleepers.add(wake);
    });

  const claimed = async (operationId: string, call: AuthenticatedCall) => {
    // To PostgreSQL NUL is no text.
    const claim = operationId.includes('\0') ? undefined : await operationOf(db, operationId, callersOf(call.identity));
    if (!claim) throw new Refusal('not_found', 'operation_not_found', `there is no operation ${operationId}`, 'operationId');
    return claim;
  };
  const answer = (claim: Awaited<ReturnType<typeof claimed>>, outcomes: readonly Outcome[]): Operation => ({
    operationId: claim.operationId,
    done: outcomes.every(({ status }) => status !== 'pending'),
    outcomes: [...outcomes],
    made: { ...claim.made },
  });

  return {
    async get({ operationId }, call) {
      const claim = await claimed(operationId, call);
      return answer(claim, await storedOutcomes(db, claim.commandIds));
    },
    async wait({ operationId, timeoutMs }, call) {
      const claim = await claimed(operationId, call);
      const until = performance.now() + Math.min(timeoutMs > 0 ? timeoutMs : DEFAULT_WAIT_MS, LONGEST_WAIT_MS);
      const found = new Map<string, Outcome>();
      for (;;) {
        const pending = claim.commandIds.filter((id) => !found.has(id));
        // Asked for before the look: what is told while looking wakes the next look.
        const next = newOutcomes(LOOK_AGAIN_MS);
        for (const outcome of await storedOutcomes(db, pending)) if (outcome.status !== 'pending') found.set(outcome.commandId, outcome);
        if (found.size === claim.commandIds.length || performance.now() >= until || call.signal?.aborted) break;
        await next;
        if (claim.commandIds.length > 1) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
      }
      return answer(
        claim,
        claim.commandIds.map((commandId) => found.get(commandId) ?? { commandId, status: 'pending', refusal: undefined, result: '', positions: [] }),
      );
    },
    close: () => tail.stop(),
  };
}
