import { Problem } from '@noren/bff-contract';

/** The server said no, and why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

/** Nobody answered, or not in words that the page knows: nothing is known about what became of the call. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean => error instanceof Refused && codes.includes(error.code);

/** What a call that was answered with something else than its answers is thrown as. */
export function refusal(status: number, body: unknown): Error {
  const problem = Problem.safeParse(body);
  return problem.success ? new Refused(problem.data) : new Unreachable(`answered ${status} without saying why`);
}
