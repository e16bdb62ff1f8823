import type { SubmitCommand } from '@noren/engine-kit';
import type { calls, commands } from '@noren/category-contract';

/** Logs what a call asks of Category's engine. */
export type Submit = SubmitCommand<typeof calls, typeof commands>;
