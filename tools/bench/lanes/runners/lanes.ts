/**
 * Ours: `mode=fixed` with `concurrency` tasks in flight, `deferred` the same with handlers that call back instead of promising (as Decaton's deferred mode does),
 * `adaptive` with a Gradient2 limit that begins there. Five-second retries go through a topic.
 */
import { gradient2, retry, runLanes, type LanesOptions, type Task, type Verdict } from '@noren/lanes';
import { kafkaLog, type Commits, type Log, type NewRecord } from '@noren/log';
import { Journal, monotonic } from '../journal.ts';
import { givenSpec } from '../spec.ts';
import { failsFirst, idOf, KIND, kindOf, PARTITIONS } from '../tasks.ts';
import { converse } from './conversation.ts';
import { callbackWorkOf, workOf } from './work.ts';

const spec = givenSpec();
const journal = new Journal(spec);
const work = workOf(spec);
const retryTopic = `${spec.topic}-retry`;
const retrying = spec.giveUpAfterMs > 0;

function handler({ record: { value }, attempt }: Task): Promise<void | Verdict> | void {
  const kind = kindOf(value);
  const begun = monotonic();
  const working = work(kind);
  if (working === undefined) return journal.ended(idOf(value), false, begun);
  const ended = (): void | Verdict => {
    const fails = failsFirst(kind) && attempt === 1;
    journal.ended(idOf(value), fails, begun);
    if (fails) return retry({ afterMs: kind === KIND.failsLong ? 5_000 : 100 });
  };
  return working.then(ended);
}

/** The same work as Java's `defer`: what comes next is called, nothing is promised. */
function deferring(): (task: Task) => void {
  const workThen = callbackWorkOf(spec);
  return (task) => {
    const { value } = task.record;
    const begun = monotonic();
    const completion = task.defer();
    workThen(() => {
      journal.ended(idOf(value), false, begun);
      completion.complete();
    });
  };
}

/** Fails every so-manieth append, as a broker that is away for a while does. */
function failing(log: Log & Commits, everyNth: number): Log & Commits {
  let appended = 0;
  const append = (records: readonly NewRecord[]): ReturnType<Log['append']> =>
    ++appended % everyNth === 0 ? Promise.reject(new Error('the bench fails this one')) : log.append(records);
  return { ...log, append };
}

const topics = [spec.topic, ...(retrying ? [retryTopic] : [])].map((name) => ({ name, partitions: PARTITIONS, writers: [] }));
const log = kafkaLog({ brokers: spec.brokers, topics });
const options: LanesOptions = {
  group: spec.group,
  topics: [spec.topic],
  handler: spec.mode === 'deferred' ? deferring() : handler,
  ...(spec.mode === 'adaptive' ? { limit: () => gradient2({ initial: spec.concurrency }) } : { concurrency: spec.concurrency }),
  ...(retrying ? { retry: { inMemoryMs: 1_000, tiers: [{ topic: retryTopic, delayMs: 5_000 }] } } : {}),
};
const lanes = runLanes(spec.failEveryProduce > 0 ? failing(log, spec.failEveryProduce) : log, options);
await converse(spec, journal, async () => {
  await lanes.stop();
  await log.close();
});
