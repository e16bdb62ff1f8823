import { performance } from 'node:perf_hooks';

/** How much of its time this thread's event loop was busy since it was last asked: 0 to 1. */
export type Busy = () => number;

/** Time in which the machine gave the core to others counts as busy too: to a task that waits it is the same. */
export function ownCore(): Busy {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}
