import { POSITION_HEADER, readPositions } from '@noren/service-kit';
import type { Position } from '@noren/wire';

/** How long a read waits for what its caller has seen elsewhere. */
const POSITION_WITHIN_MS = 2_000;

type Headers = Readonly<{ [POSITION_HEADER]?: string | undefined }>;
/** Waits until reads show what the caller's `Noren-Position` names; false where they do not in time. Throws for one that nobody gave. */
export type Reached = (headers: Headers) => Promise<boolean>;

export const reachedBy =
  (wait: (positions: readonly Position[], withinMs: number) => Promise<boolean>, topics: readonly string[]): Reached =>
  async (headers) => {
    const positions = readPositions(headers[POSITION_HEADER], topics);
    return positions.length === 0 || wait(positions, POSITION_WITHIN_MS);
  };
