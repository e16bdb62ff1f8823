import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './faults/database.ts';
import { type Answer, ask, at, type Call, type Door, textAt } from './faults/http.ts';
import { identitiesOf, makeMerchant, type Merchant } from './faults/merchant.ts';
import { type Written, writes } from './faults/writes.ts';
import { splitHouse, type SplitHouse } from './faults/split-house.ts';

let house: SplitHouse;
let merchant: Merchant;
beforeAll(async () => {
  house = await splitHouse();
  merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 1, articles: 3, onHand: 1_000 });
});
afterAll(() => house.stop());

type Operation = Readonly<Record<string, unknown>>;
/** Every route of an OpenAPI document that changes something: `POST /v1/orders`. */
async function writeRoutes(door: Door): Promise<ReadonlyMap<string, Operation>> {
  const document = (await ask(door, { method: 'GET', path: '/openapi.json' }))?.body;
  const paths = Object.entries(at(document, 'paths') as Record<string, Record<string, Operation>>);
  return new Map(
    paths.flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => (method === 'get' ? [] : [[`${method.toUpperCase()} ${path}`, operation] as const])),
    ),
  );
}

const parameters = (operation: Operation): readonly Readonly<{ name: string; required?: boolean }>[] =>
  (operation['parameters'] ?? []) as readonly Readonly<{ name: string; required?: boolean }>[];
const needsKey = (operation: Operation): boolean => parameters(operation).some(({ name, required }) => name === 'Idempotency-Key' && required === true);
const waits = (operation: Operation): boolean => parameters(operation).some(({ name }) => name === 'wait');

async function answered(door: Door, call: Call): Promise<Answer> {
  const answer = await ask(door, call, 45_000);
  if (!answer) throw new Error(`${call.method} ${call.path} was not answered`);
  return answer;
}
const code = (answer: Answer): string => textAt(answer.body, 'code');

/** What needs no key: a merchant is asked once, and whoever asks again is told how it stands. */
const withoutKey = ['api POST /v1/connections'];

describe('idempotency keys', () => {
  it('are tried on every route that changes something, as the OpenAPI documents list them', async () => {
    const listed = [...(await writeRoutes(merchant.api)).keys()]
      .map((route) => `api ${route}`)
      .concat([...(await writeRoutes(merchant.system)).keys()].map((route) => `system ${route}`));
    expect([...Object.keys(writes), ...withoutKey].toSorted()).toEqual(listed.toSorted());
  });

  it.each(Object.keys(writes))('%s: none is refused where one is needed, the same call is answered the same, another is refused', async (name) => {
    const written = writes[name];
    const [door, routes] = name.startsWith('api') ? [merchant.api, await writeRoutes(merchant.api)] : [merchant.system, await writeRoutes(merchant.system)];
    const operation = routes.get(name.slice(name.indexOf(' ') + 1));
    if (!written || !operation) throw new Error('no such route');
    const [same, other] = [await written(merchant), await written(merchant)];
    if (needsKey(operation)) {
      const none = await answered(door, same);
      expect([none.status, code(none)]).toEqual([400, 'idempotency_key_required']);
    }
    const bad = await answered(door, { ...same, key: 'k'.repeat(256) });
    expect([bad.status, code(bad)]).toEqual([400, 'idempotency_key_invalid']);
    await once(door, same, other);
  });

  it('are kept while nothing is decided: a twin gets the same 202, and later the same answer', async () => {
    const engines = ['order-engine', 'inventory-engine'].flatMap((name) => house.processes().get(name) ?? []);
    const routes = await writeRoutes(merchant.api);
    const calls = await Promise.all(
      [...routes]
        .filter(([, operation]) => waits(operation))
        .map(async ([route]) => ({ route, call: await (writes[`api ${route}`] as Written)(merchant), key: randomUUID() })),
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const engine of engines) engine.signal('SIGSTOP');
    const waiting: { call: Call; operationId: string }[] = [];
    for (const { call, key } of calls) {
      const now = { ...call, path: `${call.path}?wait=0`, key };
      const [first, twin] = [await answered(merchant.api, now), await answered(merchant.api, now)];
      expect([first.status, twin.status]).toEqual([202, 202]);
      expect(twin.body).toEqual(first.body);
      waiting.push({ call: { ...call, key }, operationId: textAt(first.body, 'operationId') });
    }
    for (const engine of engines) engine.signal('SIGCONT');
    for (const { call, operationId } of waiting) {
      await until(
        'the operation is done',
        async () => at((await answered(merchant.api, { method: 'GET', path: `/v1/operations/${operationId}` })).body, 'status') === 'done',
      );
      const [first, again] = [await answered(merchant.api, call), await answered(merchant.api, call)];
      expect(first.status).toBeLessThan(300);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
    }
  });

  it('make one order of a hundred twins over a hundred connections, and give the same answer after everything was killed', async () => {
    const body = { shopId: merchant.shops[0], lines: [{ sku: merchant.skus[0], quantity: 1 }] };
    const call: Call = { method: 'POST', path: '/v1/orders', key: randomUUID(), body };
    const answers = await Promise.all(Array.from({ length: 100 }, () => answered(merchant.api, call)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.filter((answer) => answer.header('idempotent-replayed') !== 'true')).toHaveLength(1);

    const everything = house.victims.find(({ name }) => name === 'every process');
    await everything?.kill();
    await everything?.revive();
    let again: Answer | undefined;
    await until('a repeat is answered', async () => (again = await ask(merchant.api, call))?.status === 201);
    expect(again?.body).toEqual(answers[0]?.body);
    expect(again?.header('idempotent-replayed')).toBe('true');
  });
});

/** The call, its repeat, and another call under the same key. */
async function once(door: Door, same: Call, other: Call): Promise<void> {
  const key = randomUUID();
  const first = await answered(door, { ...same, key });
  expect(first).toSatisfy(({ status }: Answer) => status < 300);
  expect(first.header('idempotent-replayed')).toBe(null);
  const again = await answered(door, { ...same, key });
  expect([again.status, again.body, again.header('idempotent-replayed')]).toEqual([first.status, first.body, 'true']);
  const refused = await answered(door, { ...other, key });
  expect([refused.status, code(refused)]).toEqual([422, 'idempotency_key_reused']);
}
