import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LostPartitions, parsePositionKey, positionKey } from './log.ts';
import type { Log, LogRecord, NewRecord, Position, Running, Subscriber, Subscription, Topic, TopicPartition } from './log.ts';

const run = randomBytes(4).toString('hex');
const named = (name: string): string => `contract.${run}.${name}`;
const [ONE, MANY, OTHER, OLD, FOREIGN] = [named('one'), named('many'), named('other'), named('old'), named('foreign')] as const;

/** The topics that the suite uses, of this run alone: a broker may outlive it. `writer` stands for the role that may write; nobody may write the last one. */
export const contractTopics = (writer: string): readonly Topic[] => [
  { name: ONE, partitions: 1, writers: [writer] },
  { name: MANY, partitions: 4, writers: [writer] },
  { name: OTHER, partitions: 2, writers: [writer] },
  { name: OLD, partitions: 2, writers: [writer], retentionDays: 31 },
  { name: FOREIGN, partitions: 1, writers: [] },
];

/** A log of a process of its own. */
export type Opened = Readonly<{ log: Log; /** Cuts the process off, as its death would. */ cut(): Promise<void> }>;
export type LogUnderTest = Readonly<{
  open(): Opened;
  /** Appends by an outbox in a transaction of its own, which commits `delayMs` after the append. */
  commit(log: Log, records: readonly NewRecord[], delayMs: number): Promise<void>;
  /** The instant at which `open`'s logs take records in. */
  setClock(now: Date): void;
  /** Members of the suite's logs are given up for dead after this long. */
  leaseMs: number;
  close(): Promise<void>;
}>;

export const record = (topic: string, key: string, id: string, more: Partial<NewRecord> = {}): NewRecord => ({
  topic,
  key,
  id,
  type: 'noren.contract.v1.Said',
  value: Buffer.from(`${id} 暖簾`),
  headers: { said: `"${id}" \\ é` },
  ...more,
});

/** What an adapter can do that others cannot; what is not named here all of them must. */
type Capabilities = Readonly<{
  /** The log itself says when a record was taken in and drops what is old, so that a test can set its clock. Where a broker does it, it does it by its own. */
  keepsTime: boolean;
}>;

/** What every adapter of the log must keep. `skip`: where there is nothing to run it on. */
export function logContract(name: string, make: () => Promise<LogUnderTest>, can: Capabilities, skip = false): void {
  describe.skipIf(skip)(`the log on ${name}`, () => {
    let under: LogUnderTest;
    let opened: Opened[] = [];
    const open = (): Opened => {
      const one = under.open();
      opened.push(one);
      return one;
    };
    beforeAll(async () => {
      under = await make();
    });
    afterEach(async () => {
      await Promise.all(opened.map(({ log }) => log.close()));
      opened = [];
    });
    afterAll(() => under.close());
    const kit: Kit = { open, log: () => open().log, under: () => under, can };
    appending(kit);
    tailing(kit);
    groups(kit);
    failing(kit);
    pausing(kit);
  });
}

type Kit = Readonly<{ open(): Opened; log(): Log; under(): LogUnderTest; can: Capabilities }>;

let marks = 0;
/** Ids and keys of a test of its own. */
const mark = (): string => `r${(marks += 1)}`;
const ids = (records: readonly LogRecord[]): readonly string[] => records.map(({ id }) => id);
const count = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => index);

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = performance.now() + ms; !(await holds()); await sleep(10)) if (performance.now() > end) throw new Error(`never came: ${what}`);
}

async function everything(log: Log, topic: string): Promise<readonly (readonly LogRecord[])[]> {
  const ends = await log.ends([topic]);
  return Promise.all(ends.map((end) => log.read({ ...end, offset: 0 }, 1_000_000)));
}

function appending({ log: newLog, under, can }: Kit): void {
  it('gives records back as they were, with offsets in order and without gaps', async () => {
    const log = newLog();
    const me = mark();
    const [end] = await log.ends([ONE]);
    const given = count(50).map((index) => record(ONE, `${me}/${index}`, `${me}-${index}`));
    const positions = await log.append(given);
    expect(positions.map(({ offset }) => offset)).toEqual(count(50).map((index) => (end?.offset ?? 0) + index));
    const read = await log.read(positions[0] ?? { topic: ONE, partition: 0, offset: 0 }, 50);
    expect(read.map(({ topic, key, id, type, value, headers }) => ({ topic, key, id, type, value: Buffer.from(value), headers }))).toEqual(given);
    expect(read.every(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at))).toBe(true);
  });

  it("keeps a key in one partition, and there in its callers' order, however many append at once", async () => {
    const log = newLog();
    const me = mark();
    const calls = count(300).map((index) => log.append([record(MANY, `${me}/${index % 10}`, `${me}-${index}`)]));
    const positions = (await Promise.all(calls)).flat();
    for (const key of count(10)) {
      const its = positions.filter((_, index) => index % 10 === key);
      expect(new Set(its.map(({ partition }) => partition))).toEqual(new Set([log.partitionOf(MANY, `${me}/${key}`)]));
      expect(its.map(({ offset }) => offset)).toEqual(its.map(({ offset }) => offset).toSorted((a, b) => a - b));
    }
    const read = (await everything(log, MANY)).flat().filter(({ key }) => key.startsWith(`${me}/`));
    for (const { id, partition, offset } of read) expect(positions[Number(id.split('-')[1])]).toEqual({ topic: MANY, partition, offset });
    expect(read).toHaveLength(300);
  });

  it('refuses records for a topic that the caller may not write, and then takes none of the call', async () => {
    const log = newLog();
    const before = await log.ends([ONE, FOREIGN]);
    await expect(log.append([record(ONE, 'a', 'x'), record(FOREIGN, 'a', 'x')])).rejects.toThrow(/may not/);
    expect(await log.ends([ONE, FOREIGN])).toEqual(before);
  });

  it('serves those who append beside a caller with a bad record', async () => {
    const log = newLog();
    const me = mark();
    const calls = await Promise.allSettled([
      log.append([record(ONE, me, `${me}-1`)]),
      log.append([record(ONE, `${me}\0`, `${me}-bad`)]),
      log.append([record(FOREIGN, me, `${me}-not-ours`)]),
      log.append([record(named('nowhere'), me, `${me}-lost`)]),
      log.append([record(ONE, me, `${me}-2`)]),
    ]);
    expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(ids((await everything(log, ONE)).flat()).filter((id) => id.startsWith(`${me}-`))).toEqual([`${me}-1`, `${me}-2`]);
  });

  it('tells a record that asks for it where the others of its append ended', async () => {
    const log = newLog();
    const me = mark();
    const positions = await log.append([
      record(OTHER, `${me}/a`, `${me}-1`),
      record(ONE, me, `${me}-2`, { carriesPositions: true }),
      record(OTHER, `${me}/a`, `${me}-3`),
    ]);
    const [first, carrier, last] = positions;
    if (first === undefined || carrier === undefined || last === undefined) throw new Error('no positions');
    const [carrying] = await log.read(carrier, 1);
    expect(JSON.parse(carrying?.headers['positions'] ?? '')).toEqual({ [positionKey(last)]: last.offset + 1 });
    expect((await log.read(first, 1))[0]?.headers).not.toHaveProperty('positions');
  });

  it.runIf(can.keepsTime)('never lets the instant of a partition go back', async () => {
    const log = newLog();
    const me = mark();
    under().setClock(new Date('2026-03-01T12:00:00Z'));
    await log.append([record(OLD, me, `${me}-1`)]);
    under().setClock(new Date('2026-03-01T11:00:00Z'));
    const [position] = await log.append([record(OLD, me, `${me}-2`)]);
    const [later] = position === undefined ? [] : await log.read(position, 1);
    expect(later?.at).toBe('2026-03-01T12:00:00.000Z');
  });

  it.runIf(can.keepsTime)('drops what is older than the topic keeps, in order, and nothing of topics that keep everything', async () => {
    const log = newLog();
    const me = mark();
    const sixty = count(60);
    under().setClock(new Date('2026-05-01T00:00:00Z'));
    await log.append(sixty.flatMap((index) => [OLD, MANY].map((topic) => record(topic, `${me}/${index}`, `${me}-old-${index}`))));
    under().setClock(new Date('2026-06-02T00:00:00Z'));
    await log.append(sixty.map((index) => record(OLD, `${me}/${index}`, `${me}-new-${index}`)));
    const before = (await everything(log, MANY)).flat().length;
    expect(await log.retain(new Date('2026-06-01T00:00:01Z'))).toBeGreaterThanOrEqual(60);
    expect(ids((await everything(log, OLD)).flat()).toSorted()).toEqual(sixty.map((index) => `${me}-new-${index}`).toSorted());
    expect((await everything(log, MANY)).flat()).toHaveLength(before);
    expect(await log.retain(new Date('2026-06-01T00:00:01Z'))).toBe(0);
  });
}

function tailing({ log: newLog, under }: Kit): void {
  it('shows every tail every record that is appended after it began, in order per partition', async () => {
    const [writer, ...readers] = [newLog(), newLog(), newLog()];
    const me = mark();
    const seen: LogRecord[][] = [[], []];
    for (const [index, reader] of readers.entries()) await reader.tail([MANY, ONE], 'end', (records) => void seen[index]?.push(...records));
    await Promise.all(count(200).map((index) => writer.append([record(index % 5 === 0 ? ONE : MANY, `${me}/${index % 7}`, `${me}-${index}`)])));
    await until('all records at both tails', () => seen.every((records) => records.length >= 200));
    for (const records of seen) {
      expect(ids(records).toSorted()).toEqual(
        count(200)
          .map((index) => `${me}-${index}`)
          .toSorted(),
      );
      expect(inOrder(records)).toBe(true);
    }
  });

  it('wakes a tail of another process at once, not at its next poll', async () => {
    const [writer, reader] = [newLog(), newLog()];
    const me = mark();
    const took: number[] = [];
    let seen = (): void => undefined;
    await reader.tail([ONE], 'end', () => seen());
    await sleep(200);
    for (const index of count(20)) {
      const came = new Promise<void>((resolve) => (seen = resolve));
      const began = performance.now();
      await writer.append([record(ONE, me, `${me}-${index}`)]);
      await came;
      took.push(performance.now() - began);
      await sleep(15);
    }
    expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  });

  it('tails from positions, and repeats what the reader could not see', async () => {
    const log = newLog();
    const me = mark();
    const positions = await log.append(count(10).map((index) => record(ONE, me, `${me}-${index}`)));
    const seen: string[] = [];
    let stumbles = 2;
    const from = positions[4];
    if (from === undefined) throw new Error('no position');
    await log.tail([ONE], [from], (records) => {
      if ((stumbles -= 1) >= 0) throw new Error('stumbled');
      seen.push(...ids(records));
    });
    await until('the rest', () => seen.length >= 6);
    expect(seen).toEqual(count(6).map((index) => `${me}-${index + 4}`));
  });

  it('loses and skips nothing when many append at once and commit after random delays', { timeout: 60_000 }, async () => {
    const [writer, reader] = [newLog(), newLog()];
    const me = mark();
    const seen: LogRecord[] = [];
    await reader.tail([MANY, OTHER], 'end', (records) => void seen.push(...records));
    const [appenders, commits, each] = [20, 50, 20];
    await Promise.all(
      count(appenders).map(async (appender) => {
        for (const commit of count(commits)) {
          const records = count(each).map((index) => {
            const id = `${me}-${appender}-${commit}-${index}`;
            return record(index % 4 === 0 ? OTHER : MANY, `${me}/${appender}/${index % 3}`, id);
          });
          await under().commit(writer, records, Math.random() < 0.1 ? Math.random() * 50 : 0);
        }
      }),
    );
    await until('every record', () => seen.length >= appenders * commits * each, 30_000);
    expect(new Set(ids(seen)).size).toBe(appenders * commits * each);
    expect(seen).toHaveLength(appenders * commits * each);
    expect(inOrder(seen)).toBe(true);
    const byKey = Map.groupBy(seen, ({ topic, key }) => `${topic} ${key}`);
    for (const its of byKey.values()) {
      const order = its.map(({ id }) => id.split('-').slice(2).map(Number)).map(([commit = 0, index = 0]) => commit * each + index);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });
}

/** Offsets without a gap and without a repeat, partition by partition. */
function inOrder(records: readonly LogRecord[]): boolean {
  return [...Map.groupBy(records, positionKey).values()].every((its) => its.every(({ offset }, index) => offset === (its[0]?.offset ?? 0) + index));
}

/** A member whose store outlives it: positions by partition, shared by its group, and who took over when. */
type Store = { positions: Map<string, number>; epochs: Map<string, number>; seen: LogRecord[] };
const newStore = async (log: Log, topics: readonly string[]): Promise<Store> => ({
  positions: new Map((await log.ends(topics)).map((end) => [positionKey(end), end.offset])),
  epochs: new Map(),
  seen: [],
});

type Worker = Subscriber & Readonly<{ holds: ReadonlySet<string>; signals: AbortSignal[] }>;

function worker(
  group: string,
  topics: readonly string[],
  store: Store,
  work: (records: readonly LogRecord[], signal: AbortSignal) => Promise<void> = () => sleep(2),
): Worker {
  const mine = new Map<string, number>();
  const signals: AbortSignal[] = [];
  return {
    group,
    topics,
    maxRecords: 50,
    signals,
    get holds() {
      return new Set(mine.keys());
    },
    assigned: (partitions) => {
      for (const key of partitions.map(positionKey)) {
        store.epochs.set(key, (store.epochs.get(key) ?? 0) + 1);
        mine.set(key, store.epochs.get(key) ?? 0);
      }
      return Promise.resolve(partitions.map((partition): Position => ({ ...partition, offset: store.positions.get(positionKey(partition)) ?? 0 })));
    },
    revoked: (partitions: readonly TopicPartition[]) => {
      for (const partition of partitions) mine.delete(positionKey(partition));
      return Promise.resolve();
    },
    batch: async (records, signal) => {
      signals.push(signal);
      await work(records, signal);
      // The fence: an epoch that is over, or a position that has moved, settles nothing.
      for (const record of records) if (store.epochs.get(positionKey(record)) !== mine.get(positionKey(record))) throw new LostPartitions('fenced');
      for (const record of records) {
        if (store.positions.get(positionKey(record)) !== record.offset) throw new LostPartitions('moved');
        store.positions.set(positionKey(record), record.offset + 1);
        store.seen.push(record);
      }
    },
  };
}

const BOTH = [MANY, OTHER];

function groups({ open, log: newLog, under }: Kit): void {
  it('shares the partitions fairly, hands them over as members come and go, and each record is dealt with once and in order', { timeout: 60_000 }, async () => {
    const logs = [newLog(), newLog(), newLog()] as const;
    const me = mark();
    const store = await newStore(logs[0], BOTH);
    const workers = [worker(me, BOTH, store), worker(me, BOTH, store), worker(me, BOTH, store)] as const;
    const sizes = (): readonly number[] => workers.map(({ holds }) => holds.size);
    let appended = 0;
    let appending = true;
    const load = (async () => {
      while (appending) {
        await logs[0].append(count(20).map((index) => record(BOTH[index % 2] ?? '', `${me}/${index % 9}`, `${me}-${(appended += 1)}`)));
        await sleep(5);
      }
    })();
    await logs[0].subscribe(workers[0]);
    await until('the first has all', () => sizes()[0] === 6);
    await logs[1].subscribe(workers[1]);
    await until('two have three each', () => sizes().join() === '3,3,0');
    const third = await logs[2].subscribe(workers[2]);
    await until('three have two each', () => sizes().join() === '2,2,2');
    await third.stop();
    await until('two have three each again', () => sizes().join() === '3,3,0');
    appending = false;
    await load;
    await until('all is done', () => store.seen.length >= appended);
    expect(store.seen).toHaveLength(appended);
    expect(inOrder(store.seen)).toBe(true);
    expect(new Set(ids(store.seen)).size).toBe(appended);
  });

  it('gives the partitions of a member that died to the others, within its lease', async () => {
    const [doomed, heir] = [open(), open()];
    const me = mark();
    const store = await newStore(heir.log, BOTH);
    const workers = [worker(me, BOTH, store), worker(me, BOTH, store)] as const;
    await doomed.log.subscribe(workers[0]);
    await heir.log.subscribe(workers[1]);
    await until('both share', () => workers.every(({ holds }) => holds.size === 3));
    await doomed.cut();
    const began = performance.now();
    await until('the other has all', () => workers[1].holds.size === 6);
    expect(performance.now() - began).toBeLessThan(under().leaseMs * 2);
    await heir.log.append(count(40).map((index) => record(MANY, `${me}/${index}`, `${me}-${index}`)));
    await until('all is done', () => store.seen.length === 40);
    await until('the dead one has let go', () => workers[0].holds.size === 0);
  });

  it('tells a batch under way that its lease is over', async () => {
    const [doomed, heir] = [open(), open()];
    const me = mark();
    const store = await newStore(heir.log, [ONE]);
    const stuck = worker(me, [ONE], store, (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())));
    await doomed.log.subscribe(stuck);
    await until('it has the partition', () => stuck.holds.size === 1);
    await heir.log.append([record(ONE, me, `${me}-1`)]);
    await until('it works', () => stuck.signals.length === 1);
    const next = worker(me, [ONE], store);
    await heir.log.subscribe(next);
    await doomed.cut();
    await until('the batch hears of it', () => stuck.signals[0]?.aborted === true);
    await until('the other one does the work', () => store.seen.length === 1);
    expect(stuck.signals[0]?.reason).toBeInstanceOf(LostPartitions);
  });

  it('lets an idle group of more members than partitions be', async () => {
    const logs = [newLog(), newLog(), newLog()];
    const me = mark();
    const workers = await Promise.all(logs.map(async (log) => worker(me, [OTHER], await newStore(log, [OTHER]))));
    await Promise.all(logs.map((log, index) => log.subscribe(workers[index] ?? worker(me, [], { positions: new Map(), epochs: new Map(), seen: [] }))));
    const held = (): readonly number[] => workers.map(({ holds }) => holds.size).toSorted();
    await until('two have one', () => held().join() === '0,1,1');
    const before = workers.map(({ holds }) => [...holds].join());
    await sleep(under().leaseMs);
    expect(workers.map(({ holds }) => [...holds].join())).toEqual(before);
  });
}

/** A reader from the ends as they were, with partitions that it has enough of. It reads on where it was when its lease ended on a busy machine. */
async function taker(
  log: Log,
  group: string,
  full: Set<string>,
): Promise<Readonly<{ seen: LogRecord[]; subscriber: Subscriber; lookedAgain(subscription: Subscription): Promise<void> }>> {
  const ends = await log.ends(BOTH);
  const seen: LogRecord[] = [];
  let lookups = 0;
  const offsetOf = (one: TopicPartition): number => {
    const last = seen.findLast((given) => positionKey(given) === positionKey(one));
    return last ? last.offset + 1 : (ends.find((end) => positionKey(end) === positionKey(one))?.offset ?? 0);
  };
  const subscriber: Subscriber = {
    group,
    topics: BOTH,
    maxRecords: 50,
    assigned: (partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: offsetOf(partition) }))),
    revoked: () => Promise.resolve(),
    batch: (records) => Promise.resolve(void seen.push(...records)),
    full: () => {
      lookups += 1;
      return [...full].map(parsePositionKey);
    },
  };
  /** What was being read while partitions became full has been given: the next reading knows of them. */
  const lookedAgain = async (subscription: Subscription): Promise<void> => {
    const before = lookups;
    subscription.wake();
    await until('a look at what is full', () => lookups > before);
  };
  return { seen, subscriber, lookedAgain };
}

function pausing({ log: newLog }: Kit): void {
  it('reads no more of a partition that is full while the others go on, and all of it when it is woken', async () => {
    const log = newLog();
    const me = mark();
    const full = new Set<string>();
    const { seen, subscriber, lookedAgain } = await taker(log, me, full);
    const subscription = await log.subscribe(subscriber);
    const add = (round: number) => log.append(count(40).map((index) => record(MANY, `${me}/${index}`, `${me}-${round}-${index}`)));
    await add(0);
    await until('the first round', () => seen.length === 40);
    full.add(`${MANY}/1`);
    await lookedAgain(subscription);
    const stopped = (): number => seen.filter(({ partition }) => partition === 1).length;
    const before = stopped();
    for (const round of [1, 2, 3]) {
      await add(round);
      await until('what is not full', () => seen.length - stopped() === (40 - before) * (round + 1));
    }
    await sleep(500);
    expect(stopped()).toBe(before);
    full.clear();
    subscription.wake();
    await until('all of it', () => seen.length === 160);
    expect(inOrder(seen)).toBe(true);
  });

  it('wakes at once, not at its next poll, also where everything was full', async () => {
    const log = newLog();
    const me = mark();
    const full = new Set((await log.ends(BOTH)).map(positionKey));
    const { seen, subscriber, lookedAgain } = await taker(log, me, full);
    const subscription = await log.subscribe(subscriber);
    await log.append([record(OTHER, me, `${me}-0`)]);
    await sleep(500);
    expect(seen).toHaveLength(0);
    const took: number[] = [];
    for (const index of count(20)) {
      const began = performance.now();
      full.clear();
      subscription.wake();
      await until('the record', () => seen.length === index + 1);
      took.push(performance.now() - began);
      for (const end of await log.ends(BOTH)) full.add(positionKey(end));
      await lookedAgain(subscription);
      await log.append([record(OTHER, me, `${me}-${index + 1}`)]);
      await sleep(15);
      expect(seen).toHaveLength(index + 1);
    }
    expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  });
}

function failing({ log: newLog }: Kit): void {
  const settings = (): Readonly<{ log: Log; me: string }> => ({ log: newLog(), me: mark() });

  it('repeats a batch that failed, later each time, and nothing overtakes it', async () => {
    const { log, me } = settings();
    const store = await newStore(log, [ONE]);
    const tries: number[] = [];
    await log.subscribe(
      worker(me, [ONE], store, () => {
        tries.push(performance.now());
        return tries.length <= 4 ? Promise.reject(new Error('down')) : Promise.resolve();
      }),
    );
    await log.append(count(5).map((index) => record(ONE, me, `${me}-${index}`)));
    await until('it is done', () => store.seen.length === 5);
    expect(ids(store.seen)).toEqual(count(5).map((index) => `${me}-${index}`));
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(pauses[3]).toBeGreaterThan(2 * (pauses[0] ?? Number.POSITIVE_INFINITY));
  });

  it('joins as new when the subscriber has lost its partitions, and asks it anew where to read from', async () => {
    const { log, me } = settings();
    const store = await newStore(log, [ONE]);
    const own = worker(me, [ONE], store);
    const running: Running = await log.subscribe(own);
    await until('it has the partition', () => own.holds.size === 1);
    store.epochs.set(`${ONE}/0`, 99);
    await log.append([record(ONE, me, `${me}-1`)]);
    await until('it is done under a new epoch', () => store.seen.length === 1);
    expect(store.epochs.get(`${ONE}/0`)).toBe(100);
    await running.stop();
    expect(own.holds.size).toBe(0);
  });

  it('goes on where a batch says that it ended early', async () => {
    const { log, me } = settings();
    const [end] = await log.ends([ONE]);
    const batches: (readonly string[])[] = [];
    await log.append(count(5).map((index) => record(ONE, me, `${me}-${index}`)));
    await log.subscribe({
      group: me,
      topics: [ONE],
      maxRecords: 3,
      assigned: (partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: end?.offset ?? 0 }))),
      revoked: () => Promise.resolve(),
      batch: ([first, second, ...rest]) => {
        batches.push(ids([first, second, ...rest].flatMap((one) => one ?? [])));
        return Promise.resolve(second === undefined ? undefined : { resumeAt: [{ topic: second.topic, partition: second.partition, offset: second.offset }] });
      },
    });
    await until('all five', () => batches.at(-1)?.at(-1) === `${me}-4` && batches.at(-1)?.length === 1);
    expect(batches.map(([first]) => first)).toEqual(count(5).map((index) => `${me}-${index}`));
  });

  it('ends the batch under way when it stops', async () => {
    const { log, me } = settings();
    const store = await newStore(log, [ONE]);
    const own = worker(me, [ONE], store, () => sleep(100));
    const running = await log.subscribe(own);
    await until('it has the partition', () => own.holds.size === 1);
    await log.append([record(ONE, me, `${me}-1`)]);
    await until('it works', () => own.signals.length === 1);
    await running.stop();
    expect(ids(store.seen)).toEqual([`${me}-1`]);
    expect(own.holds.size).toBe(0);
  });

  it('stops while it takes partitions over', async () => {
    const { log, me } = settings();
    const store = await newStore(log, [ONE]);
    const own = worker(me, [ONE], store);
    const [requested, stopping] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const running = await log.subscribe({
      ...own,
      assigned: async (partitions) => {
        requested.resolve();
        await stopping.promise;
        return own.assigned(partitions);
      },
    });
    await requested.promise;
    const stopped = running.stop();
    stopping.resolve();
    await stopped;
    expect(own.holds.size).toBe(0);
  });
}
