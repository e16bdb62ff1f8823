import { newId, Refusal } from '@noren/kernel';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterHouse, rulebook, topics } from './counter.test-support.ts';
import type { Queryable } from './record-table.ts';
import { forgetOld, RETENTION_DAYS } from './retention.ts';
import { type Call, operationOf, submitter } from './submit.ts';

let house: Awaited<ReturnType<typeof counterHouse>>;
let clock = new Date();
beforeAll(async () => {
  house = await counterHouse();
});
afterAll(() => house.close());

const submit = (call: Call) => submitter({ db: house.pool, outbox: house.outbox, clock: { now: () => clock }, commandsTopic: topics.commands.name })(call);

function call(idempotencyKey: string, amounts: readonly number[], request = JSON.stringify(amounts)): Call {
  const key = `k_${idempotencyKey}`;
  return {
    caller: 'tester',
    operation: 'Add',
    idempotencyKey,
    request: Buffer.from(request),
    made: { counterId: newId('cnt') },
    commands: amounts.map((amount) => ({ key, ...rulebook.commands.encode({ type: 'Add', key, amount }) })),
    headers: { actor: 'tester', traceparent: '', correlationid: '' },
    seen: {},
  };
}

const logged = async (): Promise<number> => Number((await house.db.pool('log').query<{ n: string }>('SELECT count(*) AS n FROM log.record')).rows[0]?.n);

describe('a call under its idempotency key', () => {
  it('is logged once, and a repeat gets the same ids', async () => {
    const before = await logged();
    const first = await submit(call('one', [1]));
    const again = await submit(call('one', [1]));
    expect(again).toEqual({ ...first, replayed: true });
    expect(first.replayed).toBe(false);
    expect((await logged()) - before).toBe(1);
  });

  it('is no error to the database when it is repeated, which would write each repeat to its log', async () => {
    let failed = 0;
    const query = (statement: pg.QueryConfig) =>
      house.pool.query(statement).catch((error: unknown) => {
        failed += 1;
        throw error;
      });
    const again = submitter({ db: { query } as unknown as Queryable, outbox: house.outbox, clock: { now: () => clock }, commandsTopic: topics.commands.name });
    for (let at = 0; at < 3; at += 1) await again(call('repeated', [1]));
    await Promise.all([again(call('repeated', [1])), again(call('beside', [1]))]);
    expect(failed).toBe(0);
  });

  it('is one call for a hundred twins at once, over several appenders', async () => {
    const before = await logged();
    const appenders = Array.from({ length: 4 }, () =>
      submitter({ db: house.pool, outbox: house.outbox, clock: { now: () => clock }, commandsTopic: topics.commands.name }),
    );
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => (appenders[at % 4] ?? submit)(call('twins', [1]))));
    expect(new Set(answers.map(({ operationId }) => operationId)).size).toBe(1);
    expect(new Set(answers.map(({ made }) => made['counterId'])).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await logged()) - before).toBe(1);
  });

  it('is refused where the key was used for another request, beside others that go through', async () => {
    await submit(call('taken', [1]));
    const [other, fresh] = await Promise.allSettled([submit(call('taken', [2])), submit(call('untaken', [2]))]);
    expect(other.status === 'rejected' && other.reason instanceof Refusal && other.reason.code).toBe('idempotency_key_reused');
    expect(fresh.status).toBe('fulfilled');
  });

  it('is the same where its caller was known by another name when it was made; others of that name have keys of their own', async () => {
    const then = await submit({ ...call('renamed', [1]), caller: 'platform:eats' });
    const [one, other] = ['platform:plt_1', 'platform:plt_2'].map((caller) => ({ caller, former: { caller: 'platform:eats', isShared: true } }));
    const before = await logged();
    expect(await submit({ ...call('renamed', [1]), ...one })).toEqual({ ...then, replayed: true });
    // The other's request is about something of its own, so it is another one.
    const own = await submit({ ...call('renamed', [2]), ...other });
    expect([own.replayed, own.operationId === then.operationId]).toEqual([false, false]);
    expect(await submit({ ...call('renamed', [2]), ...other })).toEqual({ ...own, replayed: true });
    await expect(submit({ ...call('renamed', [3]), ...other })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect((await logged()) - before).toBe(1);
    // Where nobody else had the name, its keys are used up as ever.
    const alone = { caller: 'system:sys_1', former: { caller: 'platform:eats', isShared: false } };
    await expect(submit({ ...call('renamed', [4]), ...alone })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    const mine = await Promise.all([one, other].map((of) => operationOf(house.pool, own.operationId, [of?.caller ?? ''])));
    expect(mine.map((found) => found?.operationId)).toEqual([undefined, own.operationId]);
  });

  it('has an id for each of its lines', async () => {
    const { commandIds, operationId } = await submit(call('lines', [1, 2, 3]));
    expect(commandIds).toEqual([`${commandIds[0]?.slice(0, -2)}.1`, `${commandIds[0]?.slice(0, -2)}.2`, `${commandIds[0]?.slice(0, -2)}.3`]);
    expect((await operationOf(house.pool, operationId, ['other', 'tester']))?.commandIds).toEqual(commandIds);
    expect(await operationOf(house.pool, operationId, ['a stranger'])).toBeUndefined();
  });

  it('gets the first answer on day 30, and is a new call after retention', async () => {
    const day = 86_400_000;
    const start = clock;
    const first = await submit(call('old', [1]));
    clock = new Date(start.getTime() + 30 * day);
    await forgetOld(house.pool, clock);
    expect((await submit(call('old', [1]))).operationId).toBe(first.operationId);
    clock = new Date(start.getTime() + (RETENTION_DAYS + 1) * day);
    await forgetOld(house.pool, clock);
    expect((await submit(call('old', [1]))).operationId).not.toBe(first.operationId);
    clock = start;
  });

  it('goes with others only as far as a statement carries them, however many and large they come at once', async () => {
    let largest = 0;
    const query = (config: { text: string; values?: unknown[] }) => {
      largest = Math.max(
        largest,
        (config.values ?? []).reduce<number>((sum, value) => sum + (Buffer.isBuffer(value) ? value.length : 0), 0),
      );
      return house.pool.query(config);
    };
    const spied = submitter({ db: { query } as unknown as Queryable, outbox: house.outbox, clock: { now: () => clock }, commandsTopic: topics.commands.name });
    const large = Buffer.alloc(1_048_576);
    const calls = Array.from({ length: 30 }, (_, at) => ({ ...call(`large ${at}`, [1]), commands: [{ key: 'k', type: 'test.Large', value: large }] }));
    expect(new Set((await Promise.all(calls.map(spied))).map(({ operationId }) => operationId)).size).toBe(30);
    expect(largest).toBeLessThan(10 * 1_048_576);
  });

  it('is not accepted when the log does not take its commands', async () => {
    const strange = { ...call('nowhere', [1]) };
    const lost = submitter({ db: house.pool, outbox: house.outbox, clock: { now: () => clock }, commandsTopic: 'counter.nowhere' });
    await expect(lost(strange)).rejects.toThrow();
    expect((await house.pool.query("SELECT FROM claim WHERE idempotency_key = 'nowhere'")).rowCount).toBe(0);
  });
});
