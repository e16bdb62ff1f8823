import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import { type Log, type LogRecord, type NewRecord, type Outbox, positionKey, type Positions } from '../log.ts';
import { firstTimes } from '../sequence.ts';

/** An outbox with all that is needed until its records are in the log: the topics `contract.one` (a partition), `contract.many` (4) and `contract.other` (2). */
export type OutboxUnderTest = Readonly<{
  outbox: Outbox;
  log: Log;
  /** Runs the outbox's expression in a transaction of its own, which ends `delayMs` later; gives what the expression gave. */
  transaction(records: readonly NewRecord[], how: Readonly<{ delayMs?: number; rolledBack?: boolean }>): Promise<unknown>;
  /** The positions that such an answer stands for, as soon as they are known. */
  positions(answer: unknown): Promise<Positions>;
  close(): Promise<void>;
}>;

/** What every adapter of the outbox must keep. */
export function outboxContract(name: string, make: () => Promise<OutboxUnderTest>): void {
  describe(`the outbox: ${name}`, () => {
    let under: OutboxUnderTest;
    let run = 0;
    const mark = (): string => `o${(run += 1)}`;
    const count = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => index);
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close());

    /** All that the log has of this test, for the first time, partition by partition in order. */
    const logged = async (me: string): Promise<readonly LogRecord[]> => {
      const ends = await under.log.ends(['contract.one', 'contract.many', 'contract.other']);
      const all = await Promise.all(ends.map((end) => under.log.read({ ...end, offset: 0 }, 1_000_000)));
      return firstTimes(all.flat(), () => ({})).filter(({ id }) => id.startsWith(`${me}-`));
    };
    const soon = async (me: string, many: number, withinMs = 10_000): Promise<readonly LogRecord[]> => {
      for (const until = performance.now() + withinMs; ; await sleep(20)) {
        const found = await logged(me);
        if (found.length >= many || performance.now() > until) return found;
      }
    };
    const commit = async (records: readonly NewRecord[], delayMs = 0): Promise<unknown> => {
      const answer = await under.transaction(records, { delayMs });
      under.outbox.committed(records);
      return answer;
    };

    it('brings what a commit puts in to the log, as it was and in its order; and nothing of a commit that did not happen', async () => {
      const me = mark();
      const given = count(30).map((index) => record('contract.many', `${me}/${index % 3}`, `${me}-${index}`));
      await under.transaction([record('contract.many', me, `${me}-never`)], { rolledBack: true });
      await commit(given);
      const found = await soon(me, 30);
      const shown = ({ topic, key, id, type, value, headers: { sequence: _number, ...headers } }: LogRecord) => ({
        topic,
        key,
        id,
        type,
        headers,
        value: Buffer.from(value),
      });
      expect(found.map(shown).toSorted(byId)).toEqual(given.toSorted(byId));
      for (const its of Map.groupBy(found, ({ key }) => key).values()) expect(its.map(numberOf)).toEqual(its.map(numberOf).toSorted((a, b) => a - b));
    });

    it('takes a commit without records', async () => {
      expect(await commit([])).toBeTypeOf('object');
    });

    it('tells a record that asks for it, and whoever asks later, where the others of its commit ended', async () => {
      const me = mark();
      const answer = await commit([
        record('contract.other', `${me}/a`, `${me}-1`),
        record('contract.one', me, `${me}-2`, { carriesPositions: true }),
        record('contract.many', `${me}/b`, `${me}-3`),
        record('contract.other', `${me}/a`, `${me}-4`),
      ]);
      const found = await soon(me, 4);
      const behind = (id: string): Positions =>
        Object.fromEntries(found.filter((each) => each.id === `${me}-${id}`).map((each) => [positionKey(each), each.offset + 1]));
      const others = { ...behind('3'), ...behind('4') };
      expect(JSON.parse(found.find(({ id }) => id === `${me}-2`)?.headers['positions'] ?? '')).toEqual(others);
      expect(await under.positions(answer)).toEqual({ ...others, ...behind('2') });
    });

    it('loses, skips and turns round nothing when many commit at once and late', { timeout: 60_000 }, async () => {
      const me = mark();
      const [committers, commits, each] = [20, 25, 12];
      await Promise.all(
        count(committers).map(async (committer) => {
          for (const nth of count(commits)) {
            const records = count(each).map((index) => {
              const id = `${me}-${committer}-${nth}-${index}`;
              return record(index % 4 === 0 ? 'contract.other' : 'contract.many', `${me}/${committer}/${index % 3}`, id);
            });
            await commit(records, Math.random() < 0.1 ? Math.random() * 100 : 0);
          }
        }),
      );
      const found = await soon(me, committers * commits * each, 30_000);
      expect(found).toHaveLength(committers * commits * each);
      const byKey = Map.groupBy(found, ({ topic, key }) => `${topic} ${key}`);
      for (const its of byKey.values()) {
        const order = its.map(({ id }) => id.split('-').slice(2).map(Number)).map(([nth = 0, index = 0]) => nth * each + index);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
    });
  });
}

const byId = (a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number => numberOf(a) - numberOf(b);
const numberOf = ({ id }: Readonly<{ id: string }>): number => Number(id.split('-')[1]);
