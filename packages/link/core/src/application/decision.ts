import { Refusal } from '@noren/kernel';
import { fromWireRefusal, RepeatedRefusal } from '@noren/service-kit';
import type { Accepted, Outcome } from '@noren/wire';
import type { Orders } from './orders.ts';

/** What became of a call within the time that its caller would wait: its outcome, or that it will be decided. */
type Decision = Readonly<{ replayed: boolean; operationId: string }> & (Readonly<{ decided: true; outcome: Outcome }> | Readonly<{ decided: false }>);

/**
 * Waits for the decision over what was accepted. A refusal is thrown, marked where it had been given before; so is a failure, which is a mistake of
 * ours that somebody looks at.
 */
export async function decision(
  orders: Pick<Orders<unknown, never>, 'outcome'>,
  { operationId, commandIds, replayed }: Accepted,
  withinMs: number,
): Promise<Decision> {
  const [commandId] = commandIds;
  if (commandId === undefined) throw new Error(`operation ${operationId} has no command`);
  const outcome = await orders.outcome(commandId, { withinMs, fetchStored: replayed });
  if (outcome === undefined || outcome.status === 'pending') return { decided: false, replayed, operationId };
  if (outcome.refusal) {
    const refusal = fromWireRefusal(outcome.refusal);
    throw replayed && refusal instanceof Refusal ? new RepeatedRefusal(refusal) : refusal;
  }
  if (outcome.status !== 'done') throw new Error(`command ${commandId} has failed`);
  return { decided: true, outcome, replayed, operationId };
}
