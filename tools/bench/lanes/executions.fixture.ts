import type { Executions } from './journal.ts';

export type Execution = readonly [id: number, begun: number, ended: number, failed?: 'failed'];

export const executions = (...all: readonly Execution[]): Executions => ({
  count: all.length,
  ids: Int32Array.from(all, ([id]) => id),
  failed: Uint8Array.from(all, ([, , , failed]) => (failed === undefined ? 0 : 1)),
  begun: Float64Array.from(all, ([, begun]) => begun),
  ended: Float64Array.from(all, ([, , ended]) => ended),
});
