import type { Changes, Keys, Records, View } from '@noren/kernel';

/** How what others told changes what Link keeps of it: which records a message touches, and what they are after it. */
export type Fold<R extends Records, Told> = Readonly<{
  reads(told: Told, view: View<R>): Keys<R>;
  apply(view: View<R>, told: Told): Changes<R>;
}>;

/** How far the log has changed what pages are made of: the offset behind the last event that did. */
export type Edition = Readonly<{ offset: number }>;

/** The edition after an event. It never goes back, whatever is read again. */
export const editionAfter = (before: Edition | undefined, offset: number): Edition => ({ offset: Math.max(before?.offset ?? 0, offset + 1) });
