import { refusal } from '@noren/admin-contract/refusals';
import type { Creations } from '@noren/admin-store';
import { type Clock, newId, Refusal } from '@noren/kernel';

/** What is asked for under a code. `scope`: whose code it is. `prefix`: of the id that it gets. */
export type Wanted = Readonly<{ noun: string; scope: string; code: string; request: object; prefix: string }>;
/** `made`: what making it gave; undefined where it had been made before. */
export type Made<T> = Readonly<{ id: string; made: T | undefined }>;

/**
 * Makes what a code stands for, once: the code and the id of what is to be made are kept before it is asked for. Whoever repeats the request, after an answer that
 * was lost or at the same time, asks for the same thing by the same id. Another request is refused as `code_taken`. What is refused leaves the code free.
 */
export const creating =
  (creations: Creations, clock: Clock) =>
  async <T>({ noun, scope, code, request, prefix }: Wanted, make: (id: string) => Promise<T>): Promise<Made<T>> => {
    const { id, isSame, isDone } = await creations.claim({ noun, scope, code }, newId(prefix), request, clock.now());
    if (!isSame) throw refusal('code_taken', 'code', `the ${noun} ${code} is of another request`);
    if (isDone) return { id, made: undefined };
    try {
      const made = await make(id);
      await creations.done(id, clock.now());
      return { id, made };
    } catch (error) {
      if (error instanceof Refusal) await creations.forget(id);
      throw error;
    }
  };
export type Creating = ReturnType<typeof creating>;
