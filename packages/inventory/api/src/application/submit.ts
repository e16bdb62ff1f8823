import type { SubmitCommand } from '@noren/engine-kit';
import type { calls, commands } from '@noren/inventory-contract';

/** Logs what a call asks of Inventory's engine. */
export type Submit = SubmitCommand<typeof calls, typeof commands>;
