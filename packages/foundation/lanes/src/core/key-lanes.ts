import type { Ordering } from './settings.ts';
import type { Work } from './work.ts';

/** The lane of a task by its record; empty where it is in nobody's way. */
export function laneOf(ordering: Ordering, key: string): string {
  if (ordering === 'key') return key;
  return ordering === 'partition' ? 'all' : '';
}

/** Puts the task at its lane's end; says whether it is the first there. A partition knows the last of each lane, and each task who comes behind it. */
export function enterLane(work: Work, lane: string): boolean {
  if (lane === '') return true;
  work.lane = lane;
  const { tails } = work.partition;
  const last = tails.get(lane);
  tails.set(lane, work);
  if (last === undefined) return true;
  last.behind = work;
  return false;
}

/** The first of a lane leaves it; gives who is first now. */
export function leaveLane(work: Work): Work | undefined {
  const { lane, behind } = work;
  if (lane === '') return undefined;
  work.lane = '';
  work.behind = undefined;
  if (behind === undefined) work.partition.tails.delete(lane);
  return behind;
}
