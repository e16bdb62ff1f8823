import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import { type Log, type LogRecord, type NewRecord, positionKey, type Running } from '../log.ts';
import { firstTimes, sequenceOf } from '../sequence.ts';
import { outboxHouse } from './house.test-support.ts';

let house: Awaited<ReturnType<typeof outboxHouse>>;
beforeEach(async () => {
  house = await outboxHouse();
});
afterEach(() => house.close());

const TOPICS = ['contract.one', 'contract.many', 'contract.other'];
const count = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => index);
const everything = async (): Promise<readonly LogRecord[]> => {
  const ends = await house.log.ends(TOPICS);
  return (await Promise.all(ends.map((end) => house.log.read({ ...end, offset: 0 }, 1_000_000)))).flat();
};
const idsOf = (records: readonly NewRecord[]): readonly string[] => records.map(({ id }) => id);
async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  for (const end = performance.now() + ms; !(await holds()); await sleep(10)) if (performance.now() > end) throw new Error(`never came: ${what}`);
}

/** The log with something done to each produce. */
const producing = (append: (records: readonly NewRecord[], through: Log['append']) => ReturnType<Log['append']>): Pick<Log, 'append' | 'ends'> => ({
  ends: (topics) => house.log.ends(topics),
  append: (records) => append(records, (given) => house.log.append(given)),
});

/** Commits of three records: two events, and one that tells where they went. */
const commits = (many: number, from = 0): readonly (readonly NewRecord[])[] =>
  count(many).map((index) => [
    record('contract.many', `key ${(from + index) % 9}`, `${from + index}`),
    record('contract.other', `key ${(from + index) % 5}`, `${from + index}`),
    record('contract.one', 'told', `${from + index}`, { carriesPositions: true }),
  ]);

/** Every record is in the log; for the first time each key's are in order; what comes again has a number that was there before, and firstTimes knows it. */
function expectWhole(records: readonly LogRecord[], many: number): void {
  const first = firstTimes(records, () => ({}));
  for (const its of Map.groupBy(first, ({ topic }) => topic).values()) expect(its.map(({ id }) => Number(id)).toSorted((a, b) => a - b)).toEqual(count(many));
  for (const its of Map.groupBy(first, ({ topic, key }) => `${topic} ${key}`).values())
    expect(its.map(({ id }) => Number(id))).toEqual(its.map(({ id }) => Number(id)).toSorted((a, b) => a - b));
  for (const its of Map.groupBy(first, positionKey).values()) expect(its.map((each) => sequenceOf(each)?.number)).toEqual(count(its.length));
}

describe('a relay', () => {
  it('has one produce in flight a partition, stops a partition at a failure and repeats it, and holds up no other', async () => {
    const inFlight = new Map<string, number>();
    let most = 0;
    let refused = 0;
    const log = producing(async (records, through) => {
      const [first] = records;
      const key = first ? positionKey({ topic: first.topic, partition: house.log.partitionOf(first.topic, first.key) }) : '';
      inFlight.set(key, (inFlight.get(key) ?? 0) + 1);
      most = Math.max(most, inFlight.get(key) ?? 0);
      await sleep(Math.random() * 10);
      inFlight.set(key, (inFlight.get(key) ?? 0) - 1);
      if (key === 'contract.many/1' && (refused += 1) < 12) throw new Error('the broker is away');
      if (Math.random() < 0.2) throw new Error('the broker is busy');
      return through(records);
    });
    house.relay({ log });
    for (const of of commits(120)) await house.put(of);
    await until('everything', async () => (await everything()).length === 360);
    expect(idsOf(await everything())).toHaveLength(360);
    expectWhole(await everything(), 120);
    expect(most).toBe(1);
    await until('nothing is left', async () => (await house.left()) === 0);
  });

  it('takes a carrier along at once where the last it waits for and the one before it leave in the same moment', async () => {
    let sent: string[] = [];
    const go = Promise.withResolvers<void>();
    const log = producing(async (records) => {
      sent = [...sent, ...idsOf(records)];
      await go.promise;
      return records.map(({ topic, key }) => ({ topic, partition: house.log.partitionOf(topic, key), offset: 0 }));
    });
    // Nothing but what is told moves this relay on: it would look by itself after a minute.
    house.relay({ log, timing: { leaseMs: 3_000, pollMs: 60_000, backoff: { firstMs: 10, mostMs: 50 } } });
    await house.put([record('contract.one', 'told', 'before')]);
    await until('the first is on its way', () => sent.includes('before'));
    await house.put([record('contract.other', 'key', 'other'), record('contract.one', 'told', 'carrier', { carriesPositions: true })]);
    await until('the other is on its way', () => sent.includes('other'));
    go.resolve();
    await until('the carrier goes', () => sent.includes('carrier'), 5_000);
  });

  it('begins where another has ended, whenever its connection is cut: each record at least once, the first time in order', { timeout: 60_000 }, async () => {
    const log = producing(async (records, through) => {
      await sleep(Math.random() * 5);
      const positions = await through(records);
      if (Math.random() < 0.1) await house.cut();
      // The log has them, and the relay never hears of it.
      if (Math.random() < 0.1) throw new Error('the answer is lost');
      return positions;
    });
    for (const _ of count(3)) house.relay({ log });
    const cutting = (async () => {
      for (const _ of count(20)) {
        await sleep(50 + Math.random() * 100);
        await house.cut();
      }
    })();
    for (const of of commits(400)) await house.put(of);
    await cutting;
    await until('nothing is left', async () => (await house.left()) === 0, 30_000);
    const all = await everything();
    expect(all.length).toBeGreaterThan(1_200);
    expectWhole(all, 400);
  });

  it('that was killed between produce and mark has done no harm: the next one brings its records again, under the same numbers', async () => {
    let killed = 0;
    // What kills between the produce and the mark: the connection goes before the answer comes.
    const log = producing(async (records, through) => {
      const positions = await through(records);
      if (killed < 40 && (killed += 1)) await house.cut();
      return positions;
    });
    house.relay({ log });
    for (const of of commits(30)) await house.put(of);
    await until('nothing is left', async () => (await house.left()) === 0);
    const all = await everything();
    expect(all.length).toBeGreaterThan(90);
    expectWhole(all, 30);
    const { rows } = await house.pool.query<{ positions: unknown }>('SELECT positions FROM relayed');
    expect(rows).toHaveLength(30);
  });

  it('that was stopped in the middle of a produce and goes on late turns nothing round', async () => {
    let release = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (release = resolve));
    let late = 0;
    const first = house.relay({
      log: producing(async (records, through) => {
        await stopped;
        late += records.length;
        return through(records);
      }),
    });
    for (const of of commits(10)) await house.put(of);
    await sleep(200);
    await house.cut();
    const second = house.relay();
    await until('the second has brought all', async () => (await house.left()) === 0);
    for (const of of commits(10, 10)) await house.put(of);
    await until('and what came later', async () => (await house.left()) === 0);
    const before = (await everything()).length;
    release();
    await until('the first has gone on', () => late > 0);
    await Promise.all([first.stop(), second.stop()]);
    const all = await everything();
    // It did put old records behind new ones: those that it had in hand, no more.
    expect(all.length).toBe(before + late);
    expectWhole(all, 20);
  });

  it('is one of many: the others wait, and one of them goes on at once when it stops', async () => {
    const produced: number[] = [0, 0, 0];
    const relays: Running[] = count(3).map((index) =>
      house.relay({ log: producing((records, through) => ((produced[index] = (produced[index] ?? 0) + records.length), through(records))) }),
    );
    await sleep(300);
    for (const of of commits(10)) await house.put(of);
    await until('all is there', async () => (await house.left()) === 0);
    expect(produced.toSorted((a, b) => a - b)).toEqual([0, 0, 30]);
    await relays[produced.indexOf(30)]?.stop();
    const began = performance.now();
    for (const of of commits(10, 10)) await house.put(of);
    await until('the rest is there', async () => (await house.left()) === 0);
    expect(performance.now() - began).toBeLessThan(600);
    expectWhole(await everything(), 20);
  });

  it('wakes at once for a commit of another process, not at its next poll', async () => {
    house.relay({ timing: { pollMs: 5_000, leaseMs: 60_000, backoff: { firstMs: 10, mostMs: 50 } } });
    await sleep(300);
    const took: number[] = [];
    for (const index of count(10)) {
      const seen = new Promise<void>(
        (resolve) => void house.log.tail(['contract.one'], 'end', () => resolve()).then(() => house.put(commits(1, index)[0] ?? [])),
      );
      const began = performance.now();
      await seen;
      took.push(performance.now() - began);
    }
    expect(took.toSorted((a, b) => a - b)[5]).toBeLessThan(200);
  });

  it('tells a carrier whose others went before its time the ends of their partitions', async () => {
    await house.put(commits(1)[0] ?? []);
    // Somebody has forgotten the others already.
    await house.pool.query(`DELETE FROM outbox WHERE topic <> 'contract.one'`);
    await house.log.append([record('contract.many', 'key 0', '0'), record('contract.other', 'key 0', '0')]);
    const ends = await house.log.ends(['contract.many', 'contract.other']);
    house.relay();
    await until('it has left', async () => (await house.left()) === 0);
    const carried = JSON.parse((await everything()).find(({ topic }) => topic === 'contract.one')?.headers['positions'] ?? '{}') as Record<string, number>;
    expect(Object.keys(carried)).toHaveLength(2);
    for (const [key, offset] of Object.entries(carried)) expect(offset).toBe(ends.find((end) => positionKey(end) === key)?.offset);
  });
});
