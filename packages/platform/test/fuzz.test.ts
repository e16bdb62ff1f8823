import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declared, Document } from './support/declared.ts';
import { type Request, requestsOf } from './support/fuzz/requests.ts';
import { send } from './support/fuzz/send.ts';
import { verdictOn } from './support/fuzz/verdict.ts';
import { contextsOf } from './support/contexts.ts';
import { type Merchant, newMerchant, rowsOf } from './support/merchant.ts';
import { type Noren, oneProcess } from './support/noren.ts';

/** FUZZ_SECONDS=600 FUZZ_SEED=1 for more, and for the same again. */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 15);
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
/** Requests that are under way together. */
const TOGETHER = 12;

type Target = Readonly<{ url: string; document: Document }>;
const targetAt = async (url: string): Promise<Target> => ({ url, document: Document.parse(await (await fetch(`${url}/openapi.json`)).json()) });

/** Sends what the document allows and does not allow for so long; throws with the smallest request whose answer is wrong, and the seed. */
async function fuzzed(
  { url, document }: Target,
  requests: fc.Arbitrary<Request>,
  ms: number,
  learn: (text: string) => void = () => {},
): Promise<ReadonlyMap<number, number>> {
  const check = declared(document);
  const statuses = new Map<number, number>();
  const property = fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: TOGETHER, size: 'max' }), async (together) => {
    const wrong = await Promise.all(
      together.map(async (request) => {
        const answer = await send(url, request);
        if (answer) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer && answer.status < 300) learn(answer.text);
        const verdict = verdictOn(request, answer, check);
        return verdict === ''
          ? []
          : [`${request.method} ${request.path.slice(0, 500)} ${verdict}\n  sent: ${shown(request)}\n  got: ${answer?.text.slice(0, 500)}`];
      }),
    );
    if (wrong.flat().length > 0) throw new Error(wrong.flat().join('\n'));
  });
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: 1_000_000, interruptAfterTimeLimit: ms, markInterruptAsFailure: false });
  if (failed) throw new Error(`FUZZ_SEED=${seed} ${errorInstance instanceof Error ? errorInstance.message : ''}`);
  return statuses;
}

const shown = ({ headers, body }: Request): string =>
  `${JSON.stringify(headers.filter(([name]) => name !== 'authorization')).slice(0, 500)} ${body?.toString().slice(0, 500) ?? ''}`;
const sum = (statuses: ReadonlyMap<number, number>): number => [...statuses.values()].reduce((all, one) => all + one, 0);
const summary = (statuses: ReadonlyMap<number, number>): string =>
  `seed ${seed}: ${[...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${status} × ${times}`)
    .join(', ')}`;

describe('whatever is sent to our APIs', () => {
  let noren: Noren;
  let merchant: Merchant;
  beforeAll(async () => {
    noren = await oneProcess({ LOG_LEVEL: 'warn' });
    const contexts = contextsOf(noren);
    merchant = await newMerchant(noren, contexts, {
      articles: Array.from({ length: 60 }, (_, at) => ({ sku: `SKU-${at}`, price: 100 + at, onHand: 1_000_000 })),
    });
    contexts.close();
  });
  afterAll(() => noren?.close());

  /** Ids and cursors that answers gave are sent again. */
  const learnt = new Map<string, string[]>();
  const learn = (text: string): void => {
    for (const [, name = '', value = ''] of text.matchAll(/"(orderId|operationId|nextCursor|next)":"([\w.-]+)"/g)) {
      const values = learnt.get(name) ?? [];
      values.push(value);
      learnt.set(name, values.slice(-50));
    }
  };
  const recent = (name: string, at: number): string => {
    const values = learnt.get(name) ?? [];
    return values[at % Math.max(values.length, 1)] ?? 'none-yet';
  };
  const known = (name: string): fc.Arbitrary<string> | undefined => {
    if (name === 'shopId') return fc.constant('').map(() => merchant.shopId);
    if (name === 'sku') return fc.nat(70).map((at) => `SKU-${at}`);
    if (name === 'cursor') return fc.nat(49).map((at) => recent(at % 2 === 0 ? 'nextCursor' : 'next', at));
    if (name === 'orderId' || name === 'operationId') return fc.nat(49).map((at) => recent(name, at));
    return undefined;
  };

  it.each([
    ['merchant API', 'link-core', () => merchant.platformKey],
    ['Merchant Link', 'merchant-link-core', () => merchant.tillKey],
  ])(
    'is answered as the document of the %s says, or declined as a problem that tells nothing from inside',
    async (_, port, apiKey) => {
      const target = await targetAt(`http://${noren.address(port)}`);
      const statuses = await fuzzed(target, requestsOf(target.document, apiKey(), known), seconds * 1_000, learn);
      process.stderr.write(`fuzz of ${port}, ${summary(statuses)}\n`);
      expect(sum(statuses)).toBeGreaterThan(seconds * 20);
      // Both what is right and what is wrong has been sent.
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 415, 422]));
    },
    (seconds + 60) * 1_000,
  );

  it('was no mistake of ours, and left nothing that could not be decided', async () => {
    expect(noren.lines().filter(({ level }) => level === 'error')).toEqual([]);
    for (const role of ['shop', 'item', 'category', 'inventory', 'order', 'link', 'merchant_link'])
      expect(await rowsOf(noren, `SELECT subscription, type, error FROM "${role}".dead_letter`, [])).toEqual([]);
  });
});

describe('the fuzz itself', () => {
  const answers: readonly (readonly [string, (response: ServerResponse) => unknown])[] = [
    ['was answered 500', (response) => response.writeHead(500, { 'content-type': 'application/problem+json' }).end('{}')],
    ['is text/html and no problem', (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('not found')],
    [
      'tells what is inside',
      (response) => response.writeHead(400, { 'content-type': 'application/problem+json' }).end('{"detail":"TypeError: x is not a function"}'),
    ],
    [
      'says 400 in its body',
      (response) =>
        response
          .writeHead(422, { 'content-type': 'application/problem+json' })
          .end(
            JSON.stringify({ type: 'http://localhost/problems/a', title: 'a', status: 400, detail: '', instance: '', code: 'a', requestId: '', errors: [] }),
          ),
    ],
    ['in another shape than declared', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"count":"many"}')],
    ['there was no answer', (response) => response.socket?.destroy()],
  ];
  const operation = {
    parameters: [],
    responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] } } } } },
  };
  const document: Document = { paths: { '/v1/things': { get: operation } }, components: { schemas: {} } };

  it.each(answers)('finds an answer that %s', async (wrong, answer) => {
    const server = createServer((_, response) => void answer(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const right = fc.constant<Request>({ method: 'GET', path: '/v1/things', headers: [], body: undefined });
    await expect(fuzzed({ url, document }, right, 5_000)).rejects.toThrow(wrong);
    server.closeAllConnections();
    server.close();
  });
});
