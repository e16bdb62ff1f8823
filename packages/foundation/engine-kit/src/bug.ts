/** An error of our own code over records, told apart from one of the database. */
export class Bug extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'Bug';
  }
}

/** Runs our own code, whose errors are bugs. */
export function ours<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Bug(error);
  }
}
