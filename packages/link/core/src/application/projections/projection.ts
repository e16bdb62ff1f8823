import type { Changes, Keys, Records, View } from '@noren/kernel';
import type { Edition } from '@noren/link-store';

/** How others' events change what Link keeps of them: which records a change touches, and what they are after it. */
export type Projection<R extends Records, Change> = Readonly<{
  reads(change: Change, view: View<R>): Keys<R>;
  apply(view: View<R>, change: Change): Changes<R>;
}>;

/** The edition after an event. It never goes back, whatever is read again. */
export const editionAfter = (before: Edition | undefined, offset: number): Edition => ({ offset: Math.max(before?.offset ?? 0, offset + 1) });
