import type { SubmitCommand } from '@noren/engine-kit';
import type { calls, commands } from '@noren/item-contract';

/** Logs what a call asks of Item's engine. */
export type Submit = SubmitCommand<typeof calls, typeof commands>;
