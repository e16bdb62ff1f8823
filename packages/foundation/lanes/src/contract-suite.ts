import { setTimeout as sleep } from 'node:timers/promises';
import { positionKey, type Commits, type Log, type LogRecord, type NewRecord } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runLanes, type Lanes } from './lanes.ts';
import { WORK, type LogUnderLanes } from './log-under-lanes.fixture.ts';
import type { LanesOptions } from './options.ts';
import { deadLetters, redrive, REDRIVEN, type DeadLetter } from './retry/dead-letters.ts';
import type { Handler } from './task.ts';
import { Watch } from './watch.fixture.ts';

let runs = 0;
const count = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => index);
const record = (key: string, id: string, more: Partial<NewRecord> = {}): NewRecord => ({
  topic: WORK,
  key,
  id,
  type: 'noren.lanes.v1.Work',
  value: Buffer.from(id),
  headers: {},
  ...more,
});

/** What lanes keep on any log. */
export function lanesContract(name: string, make: () => Promise<LogUnderLanes>, skipped = false): void {
  describe.skipIf(skipped)(`lanes on ${name}`, () => {
    let under: LogUnderLanes;
    let opened: Readonly<{ log: Log & Commits; lanes: Lanes[] }>[] = [];
    beforeAll(async () => {
      under = await make();
    });
    afterEach(async () => {
      await Promise.all(opened.flatMap(({ lanes }) => lanes.map((one) => one.stop())));
      await Promise.all(opened.map(({ log }) => log.close()));
      opened = [];
    });
    afterAll(() => under.close());

    /** A process with a log of its own. */
    const process = () => {
      const { log, cut } = under.open();
      const lanes: Lanes[] = [];
      opened.push({ log, lanes });
      const run = (options: Omit<LanesOptions, 'topics'>, on: Log & Commits = log): Lanes => {
        const one = runLanes(on, { topics: [WORK], commitEveryMs: 100, ...options });
        lanes.push(one);
        return one;
      };
      return { log, cut, run };
    };
    const load = async (log: Log, mark: string, many: number, keys = 50): Promise<void> => {
      for (const part of count(Math.ceil(many / 500))) {
        await log.append(
          count(Math.min(500, many - part * 500)).map((index) => record(`${mark}/${(part * 500 + index) % keys}`, `${mark}-${part * 500 + index}`)),
        );
      }
    };
    const allCommitted = async (log: Log & Commits, group: string): Promise<void> => {
      await eventually(async () => {
        const ends = await log.ends([WORK]);
        expect((await log.committed(group, ends)).map(({ offset }) => offset)).toEqual(ends.map(({ offset }) => offset));
      }, 10_000);
    };
    const mark = (): string => `l${(runs += 1)}`;

    it('do every record once, in the order of keys, many at a time, and commit to the end', async () => {
      const { log, run } = process();
      const me = mark();
      const watch = new Watch();
      let [inFlight, most] = [0, 0];
      await load(log, me, 3_000);
      const handler = watch.of(me, async () => {
        most = Math.max(most, (inFlight += 1));
        await sleep(5);
        inFlight -= 1;
      });
      run({ group: me, handler, concurrency: 40 });
      await eventually(() => watch.done === 3_000, 20_000);
      await allCommitted(log, me);
      expect(watch.violations).toEqual([]);
      expect(watch.redone).toBe(0);
      expect(most).toBe(40);
    });

    it(
      'hand partitions over as members come and go under load, and nothing is done twice, overtaken or beside another of its key',
      { timeout: 60_000 },
      async () => {
        const [first, second, third] = [process(), process(), process()];
        const me = mark();
        const watch = new Watch();
        const options = { group: me, concurrency: 30, handler: watch.of(me, () => sleep(Math.random() * 20)) };
        let appended = 0;
        let appending = true;
        const appendAll = (async () => {
          while (appending) {
            await load(first.log, `${me}`, 100, 30);
            appended += 100;
            await sleep(10);
          }
        })();
        first.run(options);
        second.run(options);
        await sleep(2_000);
        const leaving = third.run(options);
        await sleep(2_000);
        await leaving.stop();
        await sleep(1_000);
        appending = false;
        await appendAll;
        await eventually(() => watch.done === appended, 30_000);
        await allCommitted(first.log, me);
        expect(watch.violations).toEqual([]);
        expect(watch.redone).toBe(0);
      },
    );

    it('do again only what a dead member had finished since its last commit', { timeout: 60_000 }, async () => {
      const [doomed, heir] = [process(), process()];
      const me = mark();
      const watch = new Watch();
      await load(heir.log, me, 2_000, 2_000);
      let [finished, committed, died] = [0, 0, false];
      const never = new Promise<void>(() => undefined);
      const stuck = new Set<number>();
      // One record a partition never ends at the first member, so that all that it does lies behind the watermark.
      const handler: Handler = watch.of(me, async ({ record: { partition } }) => {
        if (stuck.size < 6 && !stuck.has(partition)) {
          stuck.add(partition);
          return never;
        }
        await sleep(2);
        if (died) return never;
        finished += 1;
      });
      const commit: Commits['commit'] = async (group, commits) => {
        const then = finished;
        await doomed.log.commit(group, commits);
        committed = then;
      };
      doomed.run({ group: me, handler, concurrency: 20, shutdownDrainMs: 0 }, { ...doomed.log, commit });
      await eventually(() => watch.done > 1_000, 20_000);
      died = true;
      const since = finished - committed;
      await doomed.cut();
      heir.run({ group: me, handler: watch.of(me, () => undefined) });
      await eventually(() => watch.done === 2_000, 20_000);
      await allCommitted(heir.log, me);
      expect(watch.redone).toBeLessThanOrEqual(since + 20);
      expect(watch.redone).toBeLessThan(1_000);
    });

    it('survive that the log is away for a moment, again and again', { timeout: 60_000 }, async () => {
      const [one, other] = [process(), process()];
      const me = mark();
      const watch = new Watch();
      await load(one.log, me, 2_000);
      const options = { group: me, concurrency: 10, handler: watch.of(me, () => sleep(10)) };
      one.run(options);
      other.run(options);
      for (const _ of count(5)) {
        await sleep(300);
        await under.disturb();
      }
      await eventually(() => watch.done === 2_000, 30_000);
      await allCommitted(one.log, me);
      expect(watch.violations).toEqual([]);
    });

    it('try again, wait in a retry topic, end among the dead letters, and come back from there', { timeout: 60_000 }, async () => {
      const { log, run } = process();
      const me = mark();
      const tries = new Map<string, (readonly [topic: string, attempt: number])[]>();
      let healed = false;
      const bytes = new Uint8Array([0, 159, 255]);
      await log.append([
        record(`${me}/a`, `${me}-bad`, { value: bytes, headers: { kept: 'yes' } }),
        record(`${me}/b`, `${me}-good`),
        record(`${me}/a`, `${me}-behind`),
      ]);
      const handler = ({ record: { key, id, topic, headers }, attempt }: Readonly<{ record: LogRecord; attempt: number }>) => {
        if (!key.startsWith(`${me}/`)) return;
        tries.set(id, [...(tries.get(id) ?? []), [topic, attempt]]);
        if (id.endsWith('bad') && !healed) throw new TypeError('no such shop');
        if (id.endsWith('bad')) expect(headers).toMatchObject({ kept: 'yes', [REDRIVEN]: expect.stringContaining('lanes.dead/') });
      };
      const retry = { attempts: 3, firstMs: 20, factor: 20, inMemoryMs: 100, tiers: [{ topic: 'lanes.retry', delayMs: 500 }], deadLetters: 'lanes.dead' };
      run({ group: me, handler, retry });
      const letters = await eventually(async () => {
        const mine: DeadLetter[] = [];
        for await (const letter of deadLetters(log, 'lanes.dead')) if (letter.record.id === `${me}-bad`) mine.push(letter);
        expect(mine).not.toEqual([]);
        return mine;
      }, 20_000);
      expect(tries.get(`${me}-bad`)).toEqual([
        [WORK, 1],
        [WORK, 2],
        ['lanes.retry', 3],
      ]);
      expect(letters).toHaveLength(1);
      expect(letters[0]).toMatchObject({ attempts: 3, error: 'TypeError: no such shop', origin: { topic: WORK } });
      expect([...(letters[0]?.record.value ?? [])]).toEqual([...bytes]);
      expect(tries.get(`${me}-behind`)).toEqual([[WORK, 1]]);
      healed = true;
      await redrive(log, letters);
      await eventually(() => tries.get(`${me}-bad`)?.length === 4);
      await allCommitted(log, me);
    });

    it('tell of their health', async () => {
      const { log, run } = process();
      const me = mark();
      await load(log, me, 300, 300);
      let open = (): void => undefined;
      const gate = new Promise<void>((resolve) => (open = resolve));
      const lanes = run({ group: me, concurrency: 5, handler: ({ record: { key } }) => (key.startsWith(`${me}/`) ? gate : undefined) });
      const busy = await eventually(async () => {
        const health = await lanes.health();
        expect(health.downstreams[0]?.inFlight).toBe(5);
        expect(health.pending).toBeGreaterThanOrEqual(300);
        return health;
      }, 10_000);
      expect(busy).toMatchObject({ downstreams: [{ inFlight: 5, limit: 5 }], restarts: 0 });
      expect(busy.partitions.map(positionKey).toSorted()).toEqual(count(6).map((index) => `${WORK}/${index}`));
      await sleep(50);
      expect((await lanes.health()).oldestAgeMs).toBeGreaterThanOrEqual(50);
      expect(busy.lag).toBeGreaterThanOrEqual(300);
      open();
      await eventually(async () => expect(await lanes.health()).toMatchObject({ pending: 0, lag: 0, oldestAgeMs: 0 }), 10_000);
    });

    it('let what runs end when they are stopped, abort what runs too long, and leave the rest to others', { timeout: 60_000 }, async () => {
      const [one, other] = [process(), process()];
      const me = mark();
      await load(one.log, me, 100, 100);
      const ended: string[] = [];
      const reasons: unknown[] = [];
      let begun = 0;
      const lanes = one.run({
        group: me,
        concurrency: 10,
        shutdownDrainMs: 500,
        handler: async ({ record: { key, id }, signal }) => {
          if (!key.startsWith(`${me}/`)) return;
          begun += 1;
          if (begun === 1) return new Promise((resolve) => signal.addEventListener('abort', () => resolve(void reasons.push(signal.reason))));
          await sleep(200);
          ended.push(id);
        },
      });
      await eventually(() => begun === 10, 10_000);
      await lanes.stop();
      expect(ended).toHaveLength(9);
      expect(begun).toBe(10);
      expect(reasons).toMatchObject([{ name: 'Aborted', reason: 'shutdown' }]);
      const rest: string[] = [];
      other.run({ group: me, handler: ({ record: { key, id } }) => void (key.startsWith(`${me}/`) && rest.push(id)) });
      await eventually(() => rest.length === 91, 10_000);
      expect(rest.filter((id) => ended.includes(id))).toEqual([]);
    });

    it('begin again when something in them crashes, and lose nothing by it', { timeout: 60_000 }, async () => {
      const { log, run } = process();
      const me = mark();
      const watch = new Watch();
      await load(log, me, 500);
      let crashes = 0;
      const lanes = run({
        group: me,
        concurrency: 5,
        handler: watch.of(me, () => sleep(2)),
        observer: {
          ended: () => {
            if (watch.done > 100 * (crashes + 1) && crashes < 2) {
              crashes += 1;
              throw new Error('a mistake of the observer');
            }
          },
        },
      });
      await eventually(() => watch.done === 500, 20_000);
      await allCommitted(log, me);
      expect((await lanes.health()).restarts).toBe(2);
    });
  });
}
