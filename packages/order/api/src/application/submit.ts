import type { SubmitCommand } from '@noren/engine-kit';
import type { calls, commands } from '@noren/order-contract';

/** Logs what a call asks of Order's engine. */
export type Submit = SubmitCommand<typeof calls, typeof commands>;
