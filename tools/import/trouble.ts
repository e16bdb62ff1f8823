import type { Problem } from '@noren/merchant-link-files';

/** A row that does not stand, where it is and why. */
export type Trouble = Pick<Problem, 'line' | 'column' | 'reason'>;
