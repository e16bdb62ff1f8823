import type { DoneWrites } from '@noren/bff-store';
import { type Clock, Refusal } from '@noren/kernel';
import { ConflictWith } from '@noren/service-kit';
import type { Secrets } from './ports.ts';

/** A write of the console's own records under an idempotency key: a repeat gets the first answer. */
export type Once = Readonly<{
  write<Answer>(
    about: Readonly<{ personId: string; key: string; request: unknown }>,
    parse: (answer: unknown) => Answer,
    write: () => Promise<Answer>,
  ): Promise<Answer>;
  /** The same where the answer has a secret, which is not kept: a repeat is told what was made, and that the secret is gone. */
  writeSecret<Made, Answer>(
    about: Readonly<{ personId: string; key: string; request: unknown }>,
    madeOf: (answer: Answer) => Made,
    write: () => Promise<Answer>,
  ): Promise<Answer>;
}>;

export function once(writes: DoneWrites, secrets: Secrets, clock: Clock): Once {
  const before = async (personId: string, key: string, request: string): Promise<unknown> => {
    const found = await writes.find(personId, key);
    if (found && found.request !== request)
      throw new Refusal('invalid', 'idempotency_key_reused', 'This Idempotency-Key was used for another request', 'Idempotency-Key');
    return found?.answer;
  };
  // A repeat that comes while the first is under way waits for it: neither would find the other's answer.
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = async <Answer>(personId: string, key: string, work: () => Promise<Answer>): Promise<Answer> => {
    const whose = JSON.stringify([personId, key]);
    const mine = (turns.get(whose) ?? Promise.resolve()).then(work, work);
    turns.set(whose, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(whose) === mine) turns.delete(whose);
    }
  };
  return {
    write: ({ personId, key, request }, parse, write) =>
      inTurn(personId, key, async () => {
        const hash = secrets.hash(JSON.stringify(request));
        const answer = await before(personId, key, hash);
        if (answer !== undefined) return parse(answer);
        const made = await write();
        await writes.keep(personId, key, { request: hash, answer: made }, clock.now());
        return made;
      }),
    writeSecret: ({ personId, key, request }, madeOf, write) =>
      inTurn(personId, key, async () => {
        const hash = secrets.hash(JSON.stringify(request));
        const made = await before(personId, key, hash);
        if (made !== undefined)
          throw new ConflictWith({ code: 'secret_shown_once', message: 'It was already created, and its secret is shown only once' }, made);
        const answer = await write();
        await writes.keep(personId, key, { request: hash, answer: madeOf(answer) }, clock.now());
        return answer;
      }),
  };
}
