import { type PlatformScope, platformScopes } from '@noren/link-contract/scopes';
import { type SystemScope, systemScopes } from '@noren/merchant-link-contract/scopes';
import { makeKey } from '@noren/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { logIn } from './golden/doors.ts';
import { type Contexts, contextsOf } from './support/contexts.ts';
import { textIn } from './support/edge.ts';
import { type Answered, type Credential, grpcMethods } from './support/grpc-walk.ts';
import { type Merchant, newMerchant } from './support/merchant.ts';
import { type Noren, oneProcess } from './support/noren.ts';
import { sampleOf } from './support/sample.ts';

/**
 * Every route of every document, and every method of every service, is asked with every kind of credential that must not open it. Routes and methods are read from
 * what is served, so that a new one is walked without being named here; only an id of a new kind is.
 */
let noren: Noren;
let contexts: Contexts;
/** Whose things are asked for. */
let mine: Merchant;
/** Another tenant, whose consumer platform has the same name. */
let other: Merchant;
/** Ids of `mine` by the names of parameters and fields. */
let known: Readonly<Record<string, string>>;
/** Of `mine`, by its till. */
let tillOperation: string;
const operator = makeKey('op');
const PASSWORD = 'a good long passphrase';

beforeAll(async () => {
  noren = await oneProcess({ NOREN_OPERATOR_KEY: operator });
  contexts = contextsOf(noren);
  [mine, other] = await Promise.all([
    newMerchant(noren, contexts, { platform: 'hungry', articles: [{ sku: 'MINE', price: 100, onHand: 50 }] }),
    newMerchant(noren, contexts, { platform: 'hungry', articles: [{ sku: 'THEIRS', price: 100, onHand: 50 }] }),
  ]);
  const placed = await mine.platform.post('/v1/orders?wait=0', { shopId: mine.shopId, lines: [{ sku: 'MINE', quantity: 1 }] });
  const { merchantId, shopId } = mine;
  tillOperation = textIn(await mine.till.put(`/v1/shops/${shopId}/stock`, { lines: [{ sku: 'MINE', onHand: 40 }] }), 'operationId');
  const category = await contexts.categories.createCategories(
    { merchantId, lines: [{ categoryId: `cat_${merchantId}`, parentId: '', names: [{ language: 'en', text: 'Mine' }], position: 0 }] },
    { idempotencyKey: 'category' },
  );
  await contexts.categories.waitOperation({ operationId: category.operationId, timeoutMs: 10_000 });
  for (const { merchantId: of, shopId: at } of [mine, other])
    for (const role of ['owner', 'clerk'])
      await contexts.people.takeOn({
        ...{ merchantId: of, email: `${role}-${of}@tea.example`, name: role, language: 'en', shops: [{ shopId: at, role }], password: PASSWORD },
      });
  const owner = await sessionOf('owner', mine);
  const { people } = z
    .object({ people: z.array(z.object({ personId: z.string() })) })
    .parse(JSON.parse((await asked('bff-server', 'GET', '/api/staff', owner)).text));
  const file = { ...owner, 'content-type': 'application/octet-stream', 'idempotency-key': 'file' };
  const uploaded = await asked('bff-server', 'POST', '/api/imports?fileName=mine.csv', file, 'sku,name:en,price\nNEW,New,1.20\n');
  const { importId } = z.object({ importId: z.string() }).parse(JSON.parse(uploaded.text));
  known = {
    ...{ merchantId, shopId, orderId: textIn(placed, 'orderId'), operationId: textIn(placed, 'operationId'), sku: 'MINE', code: 'MINE' },
    ...{ keyId: mine.platformKeyId, platformId: mine.platformId, personId: people[0]?.personId ?? '', categoryId: `cat_${merchantId}`, importId },
  };
});
afterAll(async () => {
  contexts?.close();
  await noren?.close();
});

type Headings = Readonly<Record<string, string>>;
type Got = Readonly<{ status: number; code: string; text: string }>;

async function asked(port: string, method: string, path: string, headers: Headings, body?: string): Promise<Got> {
  const response = await fetch(`http://${noren.address(port)}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  // A stream that is let begin never ends.
  if (response.headers.get('content-type')?.startsWith('text/event-stream'))
    return { status: response.status, code: '', text: (await response.body?.cancel(), '') };
  const text = await response.text();
  const problem = response.headers.get('content-type')?.startsWith('application/problem+json')
    ? z.object({ code: z.string() }).parse(JSON.parse(text))
    : undefined;
  return { status: response.status, code: problem?.code ?? '', text };
}

const Operation = z.object({
  'x-scope': z.union([z.string(), z.array(z.string())]),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown().optional() })),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown().optional() })) }).optional(),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
type Request = Readonly<{ route: string; takes: readonly string[]; names: readonly string[]; said: string; send(headers: Headings): Promise<Got> }>;

/** A well-formed request about things of `mine` for each route that a port serves. */
async function requestsAt(port: string, more: Readonly<Record<string, unknown>> = {}): Promise<readonly Request[]> {
  const values = { names: { en: 'Other' }, imageUrls: [], ...known, ...more };
  const { paths, components } = Document.parse(await (await fetch(`http://${noren.address(port)}/openapi.json`)).json());
  let count = 0;
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { 'x-scope': takes, parameters, requestBody }]): Request => {
      const names = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
      const valueOf = ({ name, schema }: Readonly<{ name: string; schema?: unknown }>): string => {
        const value = name in values || !names.includes(name) ? sampleOf(schema, components.schemas, values, name) : choice(schema, name);
        return encodeURIComponent(String(value));
      };
      const inPlace = (place: string) => parameters.filter((one) => one.in === place && one.required).map((one) => [one.name, valueOf(one)] as const);
      const at = new Map(inPlace('path'));
      const query = inPlace('query').map(([name, value]) => `${name}=${value}`);
      const path = `${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => at.get(name) ?? '')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      const body =
        content &&
        (type === 'application/octet-stream' ? 'sku,name:en,price\nA,A,1.20\n' : JSON.stringify(sampleOf(content.schema, components.schemas, values)));
      const send = (headers: Headings): Promise<Got> => {
        const written = { ...headers, 'idempotency-key': `walk-${port}-${(count += 1)}`, ...(type === undefined ? {} : { 'content-type': type }) };
        return asked(port, method.toUpperCase(), path, written, body);
      };
      return { route: `${method.toUpperCase()} ${template}`, takes: [takes].flat(), names, said: `${path} ${body ?? ''}`, send };
    }),
  );
}

/** A parameter that is no id of somebody's, but one of few. */
function choice(schema: unknown, name: string): unknown {
  const { enum: choices } = z
    .object({ enum: z.array(z.string()) })
    .catch({ enum: [] })
    .parse(schema);
  if (choices[0] === undefined) throw new Error(`the walk knows no {${name}}: give it one of a thing of the tenant in \`known\``);
  return choices[0];
}

const bearer = (key: string): Headings => ({ authorization: `Bearer ${key}` });
const corrupt = (key: string): string => `${key.slice(0, -1)}${key.endsWith('x') ? 'y' : 'x'}`;
/** Of somebody else's things nothing may be in an answer that was not in the request. */
const leaks = ({ text }: Got, said: string): readonly string[] =>
  [...Object.values(known), 'Article MINE'].filter((one) => !said.includes(one) && text.includes(one));
/** A SKU is the merchant's own word: under it everybody finds their own. */
const isAddressed = (names: readonly string[]): boolean => names.some((name) => !['sku', 'code', 'kind'].includes(name));

/** What is wrong with the answers to those who have no business there. */
async function trespassing(requests: readonly Request[], strangers: Readonly<Record<string, () => Promise<Headings>>>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { route, names, said, send } of requests)
    for (const [who, headers] of Object.entries(strangers)) {
      const got = await send(await headers());
      const isWrong = got.status >= 500 || (isAddressed(names) && got.status !== 404) || leaks(got, said).length > 0;
      if (isWrong) wrong.push(`${route} by ${who}: ${got.status} ${got.code} ${leaks(got, said).join()}`);
    }
  return wrong;
}

describe.each([
  { port: 'link-core', kind: 'platform', scopes: platformScopes },
  { port: 'link-google-merchant', kind: 'platform', scopes: platformScopes },
  { port: 'merchant-link-core', kind: 'merchant', scopes: systemScopes },
] as const)('every route of $port', ({ port, kind, scopes }) => {
  let requests: readonly Request[];
  const secrets = new Map<string, Promise<string>>();
  const newKey = async (of: readonly string[], { merchantId }: Merchant = mine, name = 'hungry'): Promise<Readonly<{ secret: string; keyId: string }>> => {
    const { secret, key } =
      kind === 'platform'
        ? await contexts.platformKeys.createKey({ platform: name, merchantIds: [merchantId], scopes: [...of] })
        : await contexts.systemKeys.createKey({ keyId: '', system: name, merchantId, scopes: [...of] });
    return { secret, keyId: key?.keyId ?? '' };
  };
  const revoke = (keyId: string): Promise<unknown> =>
    kind === 'platform' ? contexts.platformKeys.revokeKey({ keyId }) : contexts.systemKeys.revokeKey({ keyId });
  const [own, wrongKind] = [
    (): string => (kind === 'platform' ? mine.platformKey : mine.tillKey),
    (): string => (kind === 'platform' ? mine.tillKey : mine.platformKey),
  ];
  beforeAll(async () => void (requests = await requestsAt(port, kind === 'merchant' ? { operationId: tillOperation } : {})));

  it('is asked well enough to be taken from its own tenant', async () => {
    expect(requests.length).toBeGreaterThan(1);
    const refused = await Promise.all(requests.map(async ({ route, send }) => ({ route, ...(await send(bearer(own()))) })));
    expect(refused.filter(({ status }) => [400, 401, 403, 404, 415].includes(status) || status >= 500)).toEqual([]);
  });

  it('is closed without a key, and with one that is revoked, corrupt or of the other kind', async () => {
    const gone = await newKey(scopes);
    await revoke(gone.keyId);
    const keys = { revoked: bearer(gone.secret), corrupt: bearer(corrupt(own())), 'of the other kind': bearer(wrongKind()), none: {} };
    const open: string[] = [];
    for (const { route, send } of requests)
      for (const [which, headers] of Object.entries(keys)) {
        const { status, code } = await send(headers);
        if (status !== 401 || code !== 'unauthenticated') open.push(`${route} with a key that is ${which}: ${status} ${code}`);
      }
    expect(open).toEqual([]);
  });

  it('takes a scope that there is, and is closed to a key that has all scopes but those', async () => {
    const open: string[] = [];
    for (const { route, takes, send } of requests) {
      expect(takes.filter((scope) => !scopes.some((one: PlatformScope | SystemScope) => one === scope))).toEqual([]);
      const rest = scopes.filter((scope) => !takes.includes(scope));
      // What every key may do is closed to none.
      if (rest.length === 0) continue;
      const secret = secrets.get(rest.join()) ?? newKey(rest).then((made) => made.secret);
      secrets.set(rest.join(), secret);
      const { status, code } = await send(bearer(await secret));
      if (status !== 403 || code !== 'scope_forbidden') open.push(`${route} with ${rest.join(', ')}: ${status} ${code}`);
    }
    expect(open).toEqual([]);
  });

  it('shows and changes nothing of another tenant’s, whatever its platform is called', async () => {
    const stranger = (await newKey(scopes, other, 'stranger')).secret;
    const namesake = kind === 'platform' ? other.platformKey : (await newKey(scopes, other, 'till')).secret;
    const strangers = { 'another tenant': async () => bearer(stranger), 'another tenant of the same name': async () => bearer(namesake) };
    const reads = requests.filter(({ route }) => route.startsWith('GET '));
    const state = async (): Promise<readonly string[]> =>
      Promise.all(reads.map(async ({ send }) => (await send(bearer(own()))).text.replaceAll(/"at":"[^"]*"/g, '')));
    const before = await state();
    expect(await trespassing(requests, strangers)).toEqual([]);
    expect(await state()).toEqual(before);
  });
});

const people = { owner: 'owner', clerk: 'clerk' } as const;
async function sessionOf(role: keyof typeof people, { merchantId }: Merchant): Promise<Headings> {
  const origin = `http://${noren.address('bff-server')}`;
  const { cookie, csrf } = await logIn(origin, `${role}-${merchantId}@tea.example`, PASSWORD);
  return { cookie, origin, 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrf };
}

describe('every call of the console', () => {
  let requests: readonly Request[];
  // Those about the session itself change who asks; a link to come in by is for whoever has it.
  beforeAll(async () => void (requests = (await requestsAt('bff-server')).filter(({ route }) => !/ \/api\/(session|invitation)/.test(route))));

  it('is closed to whoever is not logged in, has logged out, or does not send the token of the page', async () => {
    const headers = await sessionOf('owner', mine);
    const out = await sessionOf('owner', mine);
    expect((await asked('bff-server', 'DELETE', '/api/session', out)).status).toBe(204);
    const open: string[] = [];
    for (const { route, takes, send } of requests) {
      const answers = { nobody: await send({}), 'who has logged out': await send(out) };
      for (const [who, { status }] of Object.entries(answers))
        if (status !== 401 && !(status === 403 && !route.startsWith('GET'))) open.push(`${route} to ${who}: ${status}`);
      if (route.startsWith('GET ') || takes.includes('public')) continue;
      const forged = await send({ ...headers, 'x-csrf-token': 'forged' });
      if (forged.code !== 'csrf_token_wrong') open.push(`${route} without the token: ${forged.status} ${forged.code}`);
    }
    expect(open).toEqual([]);
  });

  it('is closed to a clerk where it takes more', async () => {
    const clerk = await sessionOf('clerk', mine);
    const open: string[] = [];
    for (const { route, takes, send } of requests.filter((one) => one.takes.some((role) => role === 'manager' || role === 'owner'))) {
      const { status, code, text } = await send(clerk);
      if (status !== 403 || code !== 'role_forbidden') open.push(`${route} takes ${takes.join()}: ${status} ${code} ${text}`);
    }
    expect(open).toEqual([]);
  });

  it('shows and changes nothing of another merchant’s', async () => {
    const strangers = { 'another owner': await sessionOf('owner', other), 'another clerk': await sessionOf('clerk', other) };
    const asStrangers = Object.fromEntries(Object.entries(strangers).map(([who, headers]) => [who, async () => headers]));
    const wrong = await trespassing(requests, asStrangers);
    // A role that is too low is told before it is looked for whose a thing is.
    expect(wrong.filter((one) => !(one.includes('by another clerk') && one.endsWith('403 role_forbidden ')))).toEqual([]);
  });
});

describe('every method of every gRPC service', () => {
  let methods: Awaited<ReturnType<typeof grpcMethods>>;
  beforeAll(async () => void (methods = await grpcMethods(noren, known)));
  afterAll(() => methods?.forEach(({ close }) => close()));
  type Token = (service: string) => string | undefined;
  type Of = (service: string) => Credential;
  const answersTo = (credential: Of): Promise<readonly (Answered & Readonly<{ path: string }>)[]> =>
    Promise.all(methods.map(async ({ path, service, ask }) => ({ path, ...(await ask(credential(service))) })));
  const openTo = async (who: string, credential: Of): Promise<readonly string[]> =>
    (await answersTo(credential)).filter(({ code }) => ['OK', 'INTERNAL', 'UNKNOWN'].includes(code)).map(({ path, code }) => `${path} to ${who}: ${code}`);

  it('is closed without an identity, and with one that nobody signed or that was signed for another service', async () => {
    expect(methods.length).toBeGreaterThan(60);
    const self = { subject: 'service:test', merchants: '*', roles: ['service'] } as const;
    const tokens: readonly Token[] = [() => undefined, () => 'forged.token', (service) => noren.identities.sign(self, `${service}2`)];
    for (const token of tokens)
      expect((await answersTo((service) => ({ identity: token(service) }))).filter(({ code }) => code !== 'UNAUTHENTICATED')).toEqual([]);
  });

  it('shows and changes nothing of another tenant’s: to its platform of the same name, its till, its owner', async () => {
    const { merchantId, shopId } = other;
    const of = { merchants: [merchantId], shops: [shopId] };
    const strangers = [
      { ...of, subject: 'platform:plt_other', name: 'hungry', former: 'platform:hungry', roles: ['platform'] },
      { ...of, subject: 'system:sys_other', name: 'till', roles: ['merchant'] },
      { ...of, subject: 'staff:usr_other', roles: ['owner'] },
      { ...of, subject: 'staff:usr_other', roles: [], shopRoles: { [shopId]: 'owner' } },
    ] as const;
    for (const identity of strangers) expect(await openTo(identity.subject, (service) => ({ identity: noren.identities.sign(identity, service) }))).toEqual([]);
  });

  it('of the operators’ edge takes the operators’ key and no other credential, Noren’s own identity neither', async () => {
    const operators = methods.filter(({ service }) => service === 'noren.admin.v1.AdminService');
    expect(operators.length).toBeGreaterThan(20);
    const self = { subject: 'service:test', merchants: '*', roles: ['service', 'merchant', 'platform'] } as const;
    const keys = [undefined, 'nrn_op_', mine.platformKey, mine.tillKey, makeKey('op'), corrupt(operator), operator.replace('_op_', '_merchant_')];
    for (const { path, service, ask } of operators)
      for (const key of keys)
        expect([path, await ask({ identity: noren.identities.sign(self, service), key })]).toMatchObject([path, { code: 'UNAUTHENTICATED' }]);
  });

  it('is asked well enough: Noren itself is not told that a request is malformed', async () => {
    const self = { subject: 'service:test', merchants: '*', roles: ['service', 'merchant', 'platform'] } as const;
    const answers = await answersTo((service) => ({ identity: noren.identities.sign(self, service), key: operator }));
    expect(answers.filter(({ code }) => ['INVALID_ARGUMENT', 'UNAUTHENTICATED', 'PERMISSION_DENIED', 'INTERNAL', 'UNKNOWN'].includes(code))).toEqual([]);
  });
});

it('made no mistake of ours all the while', () => expect(noren.lines().filter(({ level }) => level === 'error')).toEqual([]));
