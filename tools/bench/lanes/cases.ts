import { IOS, parseWork, workName, type Io, type WorkShape } from './work.ts';
import { KEYS, type Keys } from './tasks.ts';

/** What B1 is set to: the work, the keys, whether tasks wait in the topic or are produced meanwhile, who takes part. */
export type Case = Readonly<{
  work: WorkShape;
  keys: Keys;
  feed: 'waiting' | 'arriving';
  pinned: boolean;
  /** Leaders: the best of each kind. */
  who: 'all' | 'leaders';
  /** One pass in all, whatever the rounds are. */
  once: boolean;
}>;

const WORK: WorkShape = { steps: 5, ms: 4, io: 'sleep' };
const NONE: WorkShape = { steps: 0, ms: 0, io: 'sleep' };

/** What all targets speak of: five waits of 4 ms, 10,007 keys. */
export const MAIN: Case = { work: WORK, keys: 'uniform', feed: 'waiting', pinned: true, who: 'all', once: false };

const led: Case = { ...MAIN, who: 'leaders' };
/** The main case with all systems; one step aside in each direction with the leaders. */
export const USUAL: readonly Case[] = [
  MAIN,
  { ...led, work: NONE },
  { ...led, work: NONE, keys: 'zipf', once: true },
  { ...led, work: { ...WORK, io: 'echo' } },
  { ...led, keys: 'none', once: true },
  { ...led, feed: 'arriving', once: true },
  { ...led, pinned: false, once: true },
];

const WORKS = ['0', '1x10', '5x4', '5x20', '5x40'];

/** Every work with all keys, asleep and over TCP, all systems; then the main case produced meanwhile, and unpinned. */
export const COMPLETE: readonly Case[] = [...crossed(WORKS, KEYS, IOS), { ...MAIN, feed: 'arriving' }, { ...MAIN, pinned: false, once: true }];

/** Each work with all keys and both ways to wait. Nothing to wait for is the same both ways. */
export function crossed(works: readonly string[], keys: readonly Keys[], ios: readonly Io[]): readonly Case[] {
  return works.flatMap((work) =>
    (work === '0' ? (['sleep'] as const) : ios).flatMap((io) => keys.map((key) => ({ ...MAIN, work: { ...parseWork(work), io }, keys: key }))),
  );
}

export const caseName = ({ work, keys, feed, pinned }: Case): string =>
  [workName(work), `keys ${keys}`, ...(feed === 'arriving' ? ['produced meanwhile'] : []), ...(pinned ? [] : ['unpinned'])].join(', ');
