import type { Position } from '@noren/wire';

/** How long a read waits for what its caller has seen elsewhere. */
export const POSITION_WITHIN_MS = 2_000;

/** Waits until Link has heard what the positions name; false when `withinMs` are over first. */
export type WaitForPosition = (positions: readonly Position[], withinMs: number) => Promise<boolean>;
