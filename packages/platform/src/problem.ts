/** Why the platform does not start, in words for whoever started it: printed as it stands, without a stack, and the process ends with 1. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
