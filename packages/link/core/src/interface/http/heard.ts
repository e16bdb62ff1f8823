import type { Position } from '@noren/wire';

/** Waits until Link has heard what the positions name; false when `withinMs` are over first. */
export type Heard = (positions: readonly Position[], withinMs: number) => Promise<boolean>;
