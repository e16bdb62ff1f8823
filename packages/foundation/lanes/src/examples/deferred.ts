import type { Commits, Log } from '@noren/log';
import { runLanes, type Lanes } from '../index.ts';

/** A printer that calls back when a page is out: the task ends then, not when the handler returns. */
export const print = (log: Log & Commits, printer: { print(text: string, over: (error?: Error) => void): void }): Lanes =>
  runLanes(log, {
    group: 'printer',
    topics: ['events'],
    timeoutMs: 60_000,
    handler: (task) => {
      const completion = task.defer();
      printer.print(Buffer.from(task.record.value).toString(), (error) => (error === undefined ? completion.complete() : completion.fail(error)));
    },
  });
