import fc from 'fast-check';
import { outcomeWaiter } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type { Log, LogRecord } from '@noren/log';
import { type Outcome, Outcomes } from '@noren/wire';

const ids = fc.uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 12 });

/** Whatever the order in which batches end, each caller of `gather` gets its own answer, once, and at most so many batches run together. */
const gathering = fc.asyncProperty(
  fc.scheduler(),
  ids,
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 5 }),
  async (scheduler, items, concurrency, max) => {
    let running = 0;
    let most = 0;
    const batch = scheduler.scheduleFunction(async () => {});
    const ask = gather<number, number>(
      async (batched) => {
        most = Math.max(most, (running += 1));
        await batch();
        running -= 1;
        if (batched.includes(13)) throw new Error('this batch fails');
        return batched.map((item) => -item);
      },
      { max, concurrency },
    );
    const answers = items.map((item) =>
      scheduler
        .schedule(Promise.resolve(), `ask ${item}`)
        .then(() => ask(item))
        .then(
          (answer) => answer === -item,
          (error: unknown) => error instanceof Error,
        ),
    );
    await scheduler.waitFor(Promise.all(answers)).then((all) => {
      if (all.includes(false)) throw new Error('an answer went to somebody else');
    });
    if (most > concurrency) throw new Error(`${most} batches ran together`);
  },
);

const done = (commandId: string): Outcome => ({ commandId, status: 'done', refusal: undefined, result: commandId, positions: [] });
const recordOf = (commandId: string): LogRecord => ({
  topic: 't.outcomes',
  partition: 0,
  offset: 0,
  key: 't',
  id: commandId,
  type: 'noren.wire.v1.Outcomes',
  headers: {},
  at: '',
  value: Outcomes.encode({ outcomes: [done(commandId)] }).finish(),
});

/** Whether a waiter comes before its outcome is told or after, and however questions and answers pass each other: it gets its outcome. */
const waiting = fc.asyncProperty(fc.scheduler(), ids, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (scheduler, commands, asks) => {
  const stored = new Set<string>();
  let see: (records: readonly LogRecord[]) => void = () => {};
  const tail: Log['tail'] = async (_topics, _from, onRecords) => {
    see = (records) => void onRecords(records);
    return { stop: async () => {} };
  };
  const question = scheduler.scheduleFunction(async (of: readonly string[]) =>
    of.map((id): Outcome => (stored.has(id) ? done(id) : { ...done(id), status: 'pending' })),
  );
  const waiter = await outcomeWaiter({ tail } as Log, 't.outcomes', question);
  const publishing = commands.map(String).map(async (id) => {
    await scheduler.schedule(Promise.resolve(), `commit ${id}`);
    stored.add(id);
    await scheduler.schedule(Promise.resolve(), `tell ${id}`);
    see([recordOf(id)]);
  });
  const received = commands.map(String).map(async (id, at) => {
    await scheduler.schedule(Promise.resolve(), `wait for ${id}`);
    return (await waiter.outcomeOf(id, { withinMs: 5_000, fetchStored: asks[at] ?? false }))?.result === id;
  });
  const all = await scheduler.waitFor(Promise.all([Promise.all(publishing), Promise.all(received)]));
  await waiter.close();
  if (all[1].includes(false)) throw new Error('a waiter did not get its outcome');
});

/** What broke, with the seed and the path that repeat it; nothing where every schedule tried was right. */
export async function schedules(seed: number, numRuns: number): Promise<readonly string[]> {
  const results = await Promise.all([fc.check(gathering, { seed, numRuns }), fc.check(waiting, { seed, numRuns })]);
  return results.flatMap(({ failed, seed: at, counterexamplePath, errorInstance, counterexample }) =>
    failed ? [`seed ${at}, path ${counterexamplePath}: ${String(errorInstance)} ${fc.stringify(counterexample).slice(0, 1_000)}`] : [],
  );
}
