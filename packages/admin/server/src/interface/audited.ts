import type { Audit, AuditOutcome } from '@noren/admin-store';
import { type Clock, newId, Refusal } from '@noren/kernel';
import { type AuthorisedCall, isOutage, parsed, type Unary } from '@noren/service-kit';
import type { z } from 'zod';
import { operatorOf } from './authenticating.ts';

/** What a call answers, with the id of what it made or changed. */
export type Told<Answer> = Readonly<{ answer: Answer; subject: string; repeated?: boolean }>;
type Does<Answer> = () => Promise<Told<Answer>>;
type Change<Request, Command, Answer> = Readonly<{
  noun: string;
  verb: string;
  schema: z.ZodType<Command, Request>;
  run(command: Command): Promise<Told<Answer>>;
}>;

/**
 * Writes down what an operator asks before it is done, and what became of it, refusals too. Where it cannot be written down it is not done. Answers are not kept:
 * secrets stand in them, and none in a request.
 */
export function auditor(audit: Audit, clock: Clock, warn: (error: unknown) => void) {
  const audited = async <Answer>(noun: string, verb: string, request: object, call: AuthorisedCall, does: Does<Answer>): Promise<Answer> => {
    const entryId = newId('aud');
    const now = (): string => clock.now().toISOString();
    await audit.asked({ entryId, at: now(), operatorId: operatorOf(call.identity), noun, verb, request: recorded(request) });
    // What is done stays done, and its answer is given, also where this cannot be written down any more: the entry says then that it is not known.
    const decided = (outcome: AuditOutcome): Promise<void> => audit.decided(entryId, now(), outcome).catch(warn);
    try {
      const { answer, subject, repeated = false } = await does();
      await decided({ outcome: repeated ? 'repeated' : 'done', code: '', message: '', subject });
      return answer;
    } catch (error) {
      await decided(outcomeOf(error));
      throw error;
    }
  };
  /** A call that changes something. */
  const change = <Request extends object, Command, Answer>({ noun, verb, schema, run }: Change<Request, Command, Answer>): Unary<Request, Answer> => ({
    roles: ['service'],
    run: (request, call) => audited(noun, verb, request, call, () => run(parsed(schema, request))),
  });
  return { audited, change };
}
export type Auditor = ReturnType<typeof auditor>;

function outcomeOf(error: unknown): AuditOutcome {
  if (error instanceof Refusal) return { outcome: 'refused', code: error.code, message: recordedText(error.message), subject: '' };
  return { outcome: 'failed', code: isOutage(error) ? 'unavailable' : 'internal', message: '', subject: '' };
}

const MOST = 500;
/** A database keeps no NUL, and a request that is refused for its length is not kept whole. */
const recordedText = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text).replaceAll('\0', '\uFFFD').toWellFormed();
const recorded = (request: object): object =>
  Object.fromEntries(
    Object.entries(request).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? recordedText(value) : Array.isArray(value) ? value.slice(0, MOST).map((one) => recordedText(String(one))) : value,
    ]),
  );
