import { describe, expect, it } from 'vitest';
import { property } from '../property.ts';
import { HEADERS } from '../retry/headers.ts';
import { Aborted, dead, retry } from '../task.ts';
import { coreUnderTest } from './core.fixture.ts';

const lanes: typeof coreUnderTest = (options, observer) => {
  const under = coreUnderTest(options, observer);
  under.assign();
  return under;
};

describe('order', () => {
  it('by key: one of a key at a time, in order; others, and records without a key, beside it', () => {
    const under = lanes();
    under.take('a', 'a', 'b', '', '', 'a');
    expect(under.started).toEqual([0, 2, 3, 4]);
    under.done(0);
    expect(under.started.at(-1)).toBe(1);
    under.done(1);
    expect(under.started.at(-1)).toBe(5);
  });

  it('by partition: one at a time', () => {
    const under = lanes({ ordering: 'partition' });
    under.take('a', 'b', '');
    expect(under.started).toEqual([0]);
    under.done(0);
    expect(under.started).toEqual([0, 1]);
  });

  it('none: all at once', () => {
    const under = lanes({ ordering: 'none' });
    under.take('a', 'a', 'a');
    expect(under.started).toEqual([0, 1, 2]);
  });
});

describe('concurrency', () => {
  it('is kept to, and may change while lanes run', () => {
    const concurrency = property(2);
    const under = lanes({ concurrency });
    under.take('a', 'b', 'c', 'd', 'e');
    expect(under.started).toEqual([0, 1]);
    concurrency.set(4);
    under.done(0);
    expect(under.started).toEqual([0, 1, 2, 3, 4]);
  });

  it('is each downstream its own: one that is slow leaves the others alone', () => {
    const under = lanes({ concurrency: 1, downstream: ({ key }) => key.slice(0, 1) });
    under.take('x1', 'x2', 'y1', 'y2');
    expect(under.started.toSorted((a, b) => a - b)).toEqual([0, 2]);
    under.done(2);
    expect(under.started.at(-1)).toBe(3);
  });

  it('gives levels of priority turns by their weights, and starves none', () => {
    const under = lanes({
      concurrency: 1,
      priority: {
        header: 'p',
        levels: [
          { name: 'high', weight: 3 },
          { name: 'low', weight: 1 },
        ],
      },
    });
    under.core.take(Array.from({ length: 16 }, (_, offset) => under.record(offset, `k${offset}`, { headers: { p: offset < 8 ? 'low' : 'high' } })));
    for (let turn = 0; turn < 8; turn += 1) under.done(under.started.at(-1) ?? 0);
    // The first was alone with the others of its level behind it when it began.
    expect(under.started.slice(1, 9).filter((offset) => offset >= 8)).toHaveLength(6);
  });
});

describe('rates', () => {
  it('let so many begin a second, of all keys together, and heed a change', () => {
    const rate = property({ perSecond: 10, burst: 1 });
    const under = lanes({ rate });
    under.take(...Array.from({ length: 40 }, (_, index) => `k${index}`));
    expect(under.started).toHaveLength(1);
    under.pass(1_000);
    expect(under.started).toHaveLength(11);
    rate.set({ perSecond: 0, burst: 1 });
    under.pass(5_000);
    expect(under.started.length).toBeLessThanOrEqual(12);
    const before = under.started.length;
    rate.set({ perSecond: 10, burst: 1 });
    under.pass(3_000);
    expect(under.started.length).toBeGreaterThan(before + 10);
  });

  it('let so many begin a second of each key, and hold no other up', () => {
    const under = lanes({ keyRate: { perSecond: 1, burst: 1 } });
    under.take('a', 'a', 'b', 'c');
    expect(under.started).toEqual([0, 2, 3]);
    under.done(0);
    under.pass(900);
    expect(under.started).toEqual([0, 2, 3]);
    under.pass(200);
    expect(under.started).toEqual([0, 2, 3, 1]);
  });

  it('give keys beyond their quota a topic of their own, finished here only when they stand there', () => {
    const under = lanes({ quota: { topic: 't-shaped', perSecond: 1, windowMs: 1_000 } });
    under.take('hot', 'cold', 'hot', 'hot', 'hot', 'cold2');
    expect(under.started).toEqual([0, 1, 5]);
    expect(under.appends.map(({ append }) => [append?.record.topic, append?.record.id])).toEqual([2, 3, 4].map((offset) => ['t-shaped', `r${offset}`]));
    for (const offset of [0, 1, 5]) under.done(offset);
    expect(under.watermark).toBe(2);
    for (const work of under.appends) under.core.appended(work);
    expect(under.watermark).toBe(6);
  });
});

describe('what failed', () => {
  it('comes again after a pause that doubles, and holds its key and nothing else (a worker of Decaton sleeps meanwhile)', () => {
    const under = lanes({ concurrency: 1, retry: { firstMs: 100 } });
    under.take('a', 'a', 'b', 'c');
    under.fail(0);
    expect(under.started).toEqual([0, 2]);
    under.done(2);
    under.done(3);
    under.pass(100);
    expect(under.started).toEqual([0, 2, 3, 0]);
    expect(under.work(0).attempt).toBe(2);
    under.fail(0);
    under.pass(199);
    expect(under.started).toEqual([0, 2, 3, 0]);
    under.pass(1);
    expect(under.started.at(-1)).toBe(0);
    under.done(0);
    expect(under.started.at(-1)).toBe(1);
  });

  it('lets its key go on where it does not hold it, and comes back behind, never beside another of its key', () => {
    const under = lanes({ retry: { firstMs: 100, holdKey: false } });
    under.take('a', 'a', 'a');
    under.fail(0);
    expect(under.started).toEqual([0, 1]);
    under.pass(150);
    expect(under.started).toEqual([0, 1]);
    under.done(1);
    under.done(2);
    expect(under.started).toEqual([0, 1, 2, 0]);
  });

  it('comes when the handler says, with the value that it says', () => {
    const under = lanes();
    under.take('a');
    under.say(0, retry({ afterMs: 5_000, value: new Uint8Array([99]) }));
    under.pass(4_999);
    expect(under.started).toEqual([0]);
    under.pass(1);
    expect([...under.work(0).record.value]).toEqual([99]);
  });

  it('goes to the dead letters when its tries are over, and is finished when the log has it', () => {
    const under = lanes({ retry: { attempts: 2, firstMs: 10, deadLetters: 'dead' } });
    under.take('a', 'a');
    under.fail(0);
    under.pass(10);
    under.fail(0, new TypeError('bad price'));
    expect(under.watermark).toBe(0);
    expect(under.appends[0]?.append?.record).toMatchObject({
      topic: 'dead',
      key: 'a',
      id: 'r0',
      value: new Uint8Array([0]),
      headers: { [HEADERS.attempt]: '2', [HEADERS.error]: 'TypeError: bad price', [HEADERS.topic]: 't', [HEADERS.partition]: '0', [HEADERS.offset]: '0' },
    });
    under.core.appended(under.work(0));
    expect(under.watermark).toBe(1);
    expect(under.started.at(-1)).toBe(1);
  });

  it('try again though the time to wait is none, and go on with all the others', () => {
    const under = lanes({ retry: { firstMs: 100, jitter: 0 }, timeoutMs: 1_000 });
    under.take('a', 'b');
    under.say(0, retry({ afterMs: Number.NaN }));
    under.pass(100);
    expect(under.started).toEqual([0, 1, 0]);
    under.pass(1_000);
    expect(under.started).toEqual([0, 1, 0, 1]);
  });

  it('goes there at once when the handler says so', () => {
    const under = lanes({ retry: { deadLetters: 'dead' } });
    under.take('a');
    under.say(0, dead('no such shop'));
    expect(under.appends).toHaveLength(1);
  });

  it('is kept while the log does not take it, and offered again, later each time (Decaton loses it)', () => {
    const under = lanes({ retry: { attempts: 1, deadLetters: 'dead' } });
    under.take('a', 'a');
    under.fail(0);
    for (let failures = 1; failures <= 5; failures += 1) {
      expect(under.appends).toHaveLength(failures);
      under.core.appendFailed(under.work(0), new Error('away'));
      under.pass(25 * 2 ** failures - 1);
      expect(under.appends).toHaveLength(failures);
      under.pass(1);
    }
    expect(under.watermark).toBe(0);
    expect(under.started).toEqual([0]);
  });

  it('waits long in a retry topic, whose partition stands still until its first record is due, and keeps no place meanwhile', () => {
    const under = lanes({ concurrency: 1, retry: { firstMs: 10_000, inMemoryMs: 1_000, tiers: [{ topic: 't-1m', delayMs: 60_000 }], deadLetters: 'dead' } });
    under.take('a', 'b');
    under.fail(0);
    const moved = under.appends[0]?.append?.record;
    expect(moved).toMatchObject({ topic: 't-1m', headers: { [HEADERS.attempt]: '2', [HEADERS.due]: new Date(1_060_000).toISOString() } });
    under.core.appended(under.work(0));
    under.core.assign([{ topic: 't-1m', partition: 0, offset: 0, metadata: '' }]);
    under.core.take([{ ...under.record(0, 'a'), ...moved, topic: 't-1m', partition: 0, offset: 0, at: '' }]);
    expect(under.core.full().map(({ name }) => name)).toEqual(['t-1m/0']);
    under.done(1);
    under.pass(59_999);
    expect(under.started).toEqual([0, 1]);
    under.pass(1);
    expect(under.started).toEqual([0, 1, 0]);
    expect(under.work(0).attempt).toBe(2);
    expect(under.core.full()).toEqual([]);
    expect(under.wakes).toBe(1);
  });
});

describe('a time-out', () => {
  it('aborts the try, which has failed then, and what it says late counts no more', () => {
    const under = lanes({ timeoutMs: 50, retry: { firstMs: 10 } });
    under.take('a');
    const { signal } = under.work(0);
    const late = under.work(0).defer();
    under.core.returned(under.work(0), 1, undefined);
    under.pass(50);
    expect(signal.reason).toEqual(new Aborted('time-out'));
    under.pass(10);
    expect(under.started).toEqual([0, 0]);
    expect(under.work(0).signal.aborted).toBe(false);
    late.complete();
    expect(under.watermark).toBe(0);
    under.done(0);
    expect(under.watermark).toBe(1);
  });
});

describe('a deferred task', () => {
  it('is done when its completion says so, once, and not when the handler returns', () => {
    const under = lanes();
    under.take('a', 'a');
    const completion = under.work(0).defer();
    under.done(0);
    expect(under.started).toEqual([0]);
    completion.complete();
    completion.complete();
    expect(under.started).toEqual([0, 1]);
    expect(under.watermark).toBe(1);
  });

  it('fails when its completion or its handler says so', () => {
    const under = lanes({ retry: { firstMs: 10 } });
    under.take('a', 'b');
    under.work(0).defer().fail(new Error('no'));
    under.work(1).defer();
    under.fail(1);
    under.pass(10);
    expect(under.started).toEqual([0, 1, 0, 1]);
  });
});

describe('records passed over', () => {
  it('of a key: only the newest of those that wait is handled', () => {
    const under = lanes({ compact: { lingerMs: 20 } });
    under.take('a', 'b', 'a', 'a');
    expect(under.started).toEqual([]);
    under.pass(20);
    expect(under.started).toEqual([3, 1]);
    under.take('a', 'a');
    under.done(3);
    expect(under.started).toEqual([3, 1, 5]);
    under.done(1);
    under.done(5);
    expect(under.watermark).toBe(6);
  });

  it('of keys that are ignored, from when they are', () => {
    const ignoreKeys = property<ReadonlySet<string>>(new Set());
    const under = lanes({ ignoreKeys });
    under.take('a');
    ignoreKeys.set(new Set(['b']));
    under.take('b', 'c');
    expect(under.started).toEqual([0, 2]);
  });
});

describe('reading', () => {
  it('stops when so many are pending and goes on when half of them are done', () => {
    const under = lanes({ maxPending: 4 });
    under.take('a', 'b', 'c', 'd', 'e', 'f');
    expect(under.started).toEqual([0, 1, 2, 3]);
    expect(under.core.full()).toHaveLength(1);
    for (const offset of [0, 1, 2]) under.done(offset);
    expect(under.wakes).toBe(0);
    expect(under.started).toHaveLength(6);
    under.done(3);
    expect(under.wakes).toBe(1);
    expect(under.core.full()).toEqual([]);
  });

  it('stops when enough waits to run, and goes on when half of it is left', () => {
    const under = lanes({ concurrency: 1, maxReady: 4 });
    under.take('a', 'b', 'c', 'd');
    expect(under.core.full()).toEqual([]);
    under.take('e');
    expect(under.core.full()).toHaveLength(1);
    under.done(0);
    under.done(1);
    expect(under.wakes).toBe(0);
    under.done(2);
    expect(under.wakes).toBe(1);
    expect(under.core.full()).toEqual([]);
  });

  it('goes on while one downstream has nothing to do, however much waits for another', () => {
    const under = lanes({ concurrency: 1, maxReady: 2, downstream: ({ key }) => key[0] ?? '' });
    under.take('a1', 'a2', 'a3', 'a4', 'b1');
    expect(under.core.full()).toEqual([]);
    under.take('b2', 'b3');
    expect(under.core.full()).toHaveLength(1);
    under.done(4);
    expect(under.core.full()).toHaveLength(1);
    under.done(5);
    expect(under.core.full()).toEqual([]);
  });

  it('goes on for the sake of levels of priority', () => {
    const levels = [
      { name: 'high', weight: 2 },
      { name: 'low', weight: 1 },
    ];
    const under = lanes({ concurrency: 1, maxReady: 2, priority: { header: 'level', levels } });
    under.take('a', 'b', 'c', 'd', 'e');
    expect(under.core.full()).toEqual([]);
  });

  it('stops when one slow task holds so many offsets back, so that the map always fits', () => {
    const under = lanes({ maxSpan: 5 });
    under.take(...Array.from({ length: 10 }, (_, index) => `k${index}`));
    for (const offset of [1, 2, 3, 4]) under.done(offset);
    expect(under.started).toEqual([0, 1, 2, 3, 4]);
    expect(under.core.full()).toHaveLength(1);
    under.done(0);
    expect(under.started).toHaveLength(10);
  });

  it('begins anew where the log does (a topic that was made again)', () => {
    const under = coreUnderTest();
    under.assign(500);
    under.core.take([under.record(500, 'a')]);
    under.core.take([under.record(0, 'a'), under.record(1, 'b')]);
    expect(under.started).toEqual([500, 0, 1]);
    expect(under.watermark).toBe(0);
  });
});

describe('commits', () => {
  it('are made one at a time, and count when the log has acknowledged them', () => {
    const under = lanes({ commitEveryMs: 100 });
    under.take('a', 'b', 'c');
    under.done(0);
    under.pass(100);
    expect(under.commits).toHaveLength(1);
    under.done(1);
    under.pass(200);
    expect(under.commits).toHaveLength(1);
    const [partition] = under.core.partitions();
    expect(partition?.committed).toBe(0);
    under.commits[0]?.answer();
    expect(partition?.committed).toBe(1);
    expect(under.commits[1]?.commits).toMatchObject([{ offset: 2 }]);
  });

  it('are made again after one that failed, for it may still come through', () => {
    const under = lanes({ commitEveryMs: 100 });
    under.take('a');
    under.done(0);
    under.pass(100);
    under.commits[0]?.answer(new Error('late'));
    under.pass(100);
    under.commits[1]?.answer();
    under.pass(100);
    expect(under.commits).toHaveLength(3);
  });

  it('tell what is finished beyond the watermark, so that who comes next does not do it again', () => {
    const under = lanes({ commitEveryMs: 100 });
    under.take('a', 'b', 'c', 'd');
    for (const offset of [1, 3]) under.done(offset);
    under.pass(100);
    const next = coreUnderTest();
    next.core.assign(under.commits[0]?.commits ?? []);
    next.core.take(['a', 'b', 'c', 'd'].map((key, offset) => next.record(offset, key)));
    expect(next.started).toEqual([0, 2]);
  });

  it('with a text of someone else skip nothing, and it is told (Parallel Consumer #326)', () => {
    const ignored: string[] = [];
    const under = coreUnderTest({}, { mapIgnored: (_, why) => void ignored.push(why) });
    under.assign(7, 'someone else');
    under.core.take([under.record(7, 'a')]);
    expect(under.started).toEqual([7]);
    expect(ignored).toEqual(['foreign']);
  });
});

describe('giving up partitions', () => {
  it('begins nothing more, lets what runs end, commits, and only then lets go', () => {
    const under = lanes({ concurrency: 2 });
    under.take('a', 'b', 'c');
    let released = false;
    under.core.revoke([{ topic: 't', partition: 0 }], { limitMs: 1_000, reason: 'revoked' }, () => void (released = true));
    under.done(0);
    expect(under.started).toEqual([0, 1]);
    expect(under.commits).toEqual([]);
    under.done(1);
    expect(under.commits[0]?.commits).toMatchObject([{ offset: 2 }]);
    expect(released).toBe(false);
    under.commits[0]?.answer();
    expect(released).toBe(true);
    expect([...under.core.partitions()]).toEqual([]);
  });

  it('aborts what runs longer than the limit, whose result counts no more', () => {
    const under = lanes();
    under.take('a', 'b');
    const { signal } = under.work(0);
    let released = false;
    under.core.revoke([{ topic: 't', partition: 0 }], { limitMs: 1_000, reason: 'shutdown' }, () => void (released = true));
    under.done(1);
    under.pass(999);
    expect(signal.aborted).toBe(false);
    under.pass(1);
    expect(signal.reason).toEqual(new Aborted('shutdown'));
    under.done(0);
    expect(under.commits[0]?.commits).toMatchObject([{ offset: 0 }]);
    expect(released).toBe(false);
    under.pass(5_000);
    expect(released).toBe(true);
  });

  it('leaves the places of what was aborted to others (Parallel Consumer #857)', () => {
    const under = lanes({ concurrency: 1 });
    under.take('a');
    under.core.revoke([{ topic: 't', partition: 0 }], { limitMs: 0, reason: 'revoked' }, () => undefined);
    under.pass(10);
    under.assign();
    under.take('a');
    expect(under.started).toEqual([0, 0]);
  });
});
