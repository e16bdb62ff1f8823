import type { Observer } from '../observer.ts';

/** One observer that tells several, in this order. */
export const observedBy = (...all: readonly Observer[]): Observer => ({
  assigned: (partition) => all.forEach((one) => one.assigned(partition)),
  revoked: (partition) => all.forEach((one) => one.revoked(partition)),
  taken: (partition, records) => all.forEach((one) => one.taken(partition, records)),
  skipped: (record, why) => all.forEach((one) => one.skipped(record, why)),
  started: (task, waitedMs) => all.forEach((one) => one.started(task, waitedMs)),
  ended: (task, how, tookMs, error) => all.forEach((one) => one.ended(task, how, tookMs, error)),
  appendFailed: (task, error) => all.forEach((one) => one.appendFailed(task, error)),
  full: (partition, full) => all.forEach((one) => one.full(partition, full)),
  committed: (commit) => all.forEach((one) => one.committed(commit)),
  commitFailed: (error) => all.forEach((one) => one.commitFailed(error)),
  mapIgnored: (partition, why) => all.forEach((one) => one.mapIgnored(partition, why)),
  crashed: (error) => all.forEach((one) => one.crashed(error)),
});
