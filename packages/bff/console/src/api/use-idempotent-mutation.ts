import type { AnswerOf, CallSpec } from '@noren/bff-contract';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { ask, type Given } from './ask.ts';
import { Refused, Unreachable } from './problem.ts';

/** A change that somebody asks for. It keeps its key however often it is sent, so that it happens once. */
type Mutation<Spec extends CallSpec> = Readonly<{ given: Given<Spec>; key: string }>;

export const mutation = <Spec extends CallSpec>(given: Given<Spec>): Mutation<Spec> => ({ given, key: newKey() });

/** `crypto.randomUUID` is there on HTTPS and loopback only; shops also reach a server by its name in the shop's network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What may be otherwise next time, with nothing done by the person: the server is being started again, or the network is away. */
const passes = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refused && [429, 502, 503, 504].includes(error.status));

/** Repeats under the same key while nobody answers, three times in some four seconds. */
export const patience = {
  retry: (times: number, error: Error) => times < 3 && passes(error),
  retryDelay: (times: number) => 500 * 2 ** times,
  // A browser that thinks itself offline may still reach a server in the shop.
  networkMode: 'always',
} as const;

type Handlers<Spec extends CallSpec, Before> = Readonly<{
  /** Of mutations that share a turn, the next is sent when the last is answered. */
  turn?: string;
  /** What to send when the turn has come; the same at each repeat. */
  asSent?: (given: Given<Spec>) => Given<Spec>;
  /** Shows the change at once; what it returns is given to `undo`. */
  before?: (mutation: Mutation<Spec>) => Before;
  undo?: (before: Before, error: Error, mutation: Mutation<Spec>) => void;
  done?: (answer: AnswerOf<Spec>, mutation: Mutation<Spec>) => void;
  refused?: (error: Error, mutation: Mutation<Spec>) => void;
}>;

/** Sends mutations of one kind, with patience. */
export function useIdempotentMutation<const Spec extends CallSpec, Before = undefined>(
  spec: Spec,
  { turn, asSent = (given) => given, before, undo, done, refused }: Handlers<Spec, Before> = {},
): UseMutationResult<AnswerOf<Spec>, Error, Mutation<Spec>, Before | undefined> {
  return useMutation<AnswerOf<Spec>, Error, Mutation<Spec>, Before | undefined>({
    mutationFn: ({ given, key }) => ask(spec, { ...asSent(given), key }),
    ...(turn === undefined ? {} : { scope: { id: turn } }),
    ...patience,
    onMutate: (variables) => before?.(variables),
    onSuccess: (answer, variables) => done?.(answer, variables),
    onError: (error, variables, shown) => {
      if (shown !== undefined) undo?.(shown, error, variables);
      refused?.(error, variables);
    },
  });
}
