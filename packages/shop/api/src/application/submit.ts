import type { SubmitCommand } from '@noren/engine-kit';
import type { calls, commands } from '@noren/shop-contract';

/** Logs what a call asks of Shop's engine. */
export type Submit = SubmitCommand<typeof calls, typeof commands>;
