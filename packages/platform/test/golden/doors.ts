import { Refusal } from '@noren/kernel';
import { callFrom, inCall, type RequestOptions } from '@noren/service-kit';
import { type Contexts, contextsOf, type Place } from '../support/contexts.ts';
import type { Answered, Call, Keys } from './fixture.ts';

export type Doors = Readonly<{ ask(call: Call): Promise<Answered>; close(): void }>;

/** Fields that tell of the asking itself, not of what is kept. */
const passing = new Set(['csrf', 'expiresAt', 'lastSeenAt', 'nextCursor', 'next']);

/** Opens every door of a platform with these keys. People are logged in when they first ask. */
export function doorsOf(platform: Place, keys: Keys): Doors {
  const contexts = contextsOf(platform, 'service:golden');
  const sessions = new Map<string, Promise<Readonly<Record<string, string>>>>();
  const console = `http://${platform.address('bff-server')}`;
  const headersOf = async (kind: string, name: string): Promise<Readonly<Record<string, string>>> => {
    if (kind === 'platform' || kind === 'till') return { authorization: `Bearer ${found(kind === 'platform' ? keys.platforms : keys.tills, name)}` };
    if (kind === 'session') return sessionHeaders(console, found(keys.sessions, name));
    const session = sessions.get(name) ?? logIn(console, name, found(keys.passwords, name)).then((begun) => sessionHeaders(console, begun));
    sessions.set(name, session);
    return session;
  };
  const at = { platform: `http://${platform.address('link-core')}`, till: `http://${platform.address('merchant-link-core')}` };
  return {
    async ask(call) {
      const [kind = '', name = ''] = call.door.split(/:(.*)/s);
      if (kind === 'grpc') return { call, ...(await askContext(contexts, name, call)) };
      const base = kind === 'platform' || kind === 'till' ? at[kind] : console;
      return { call, ...(await askEdge(base, await headersOf(kind, name), call)) };
    },
    close: contexts.close,
  };
}

/** By the names that the kept calls have. */
const byDoor = ({ shops, items, categories, stock, orders, platformKeys, systemKeys, people }: Contexts) => ({
  shop: shops,
  item: items,
  category: categories,
  inventory: stock,
  order: orders,
  platformKeys,
  systemKeys,
  people,
});

type Asks = (request: unknown, options: RequestOptions) => Promise<unknown>;

async function askContext(contexts: Contexts, name: string, { method, key, body = {} }: Call): Promise<Omit<Answered, 'call'>> {
  const client: unknown = Reflect.get(byDoor(contexts), name);
  const ask: unknown = Reflect.get(Object(client), method);
  if (typeof ask !== 'function') throw new Error(`${name} is not asked ${method}`);
  try {
    const options = { deadlineMs: 40_000, ...(key === undefined ? {} : { idempotencyKey: key }) };
    const answer = await inCall(callFrom({ identity: contexts.self }), () => (ask as Asks)(body, options));
    return { status: 200, body: lasting(answer) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, code } = error;
    return { status: 400, body: { kind, code } };
  }
}

async function askEdge(url: string, headers: Readonly<Record<string, string>>, { method, path, key, body, file }: Call): Promise<Omit<Answered, 'call'>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...headers,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(file === undefined ? {} : { body: file }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  const position = response.headers.get('noren-position');
  // What a refusal says to people may be said better one day.
  const answered = lasting(response.ok ? answer : { code: Reflect.get(Object(answer), 'code') });
  return { status: response.status, body: answered, ...(position === null ? {} : { position }) };
}

/** Logs in as a browser does. */
export async function logIn(console: string, email: string, password: string): Promise<Keys['sessions'][string]> {
  const response = await fetch(`${console}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: console, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password }),
  });
  const [cookie = ''] = response.headers.getSetCookie();
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(`${email} cannot log in: ${JSON.stringify(body)}`);
  return { cookie: cookie.split(';')[0] ?? '', csrf: String(Reflect.get(Object(body), 'csrf')) };
}

const sessionHeaders = (origin: string, { cookie, csrf }: Keys['sessions'][string]) => ({
  cookie,
  origin,
  'sec-fetch-site': 'same-origin',
  'x-csrf-token': csrf,
});

function found<T>(of: Readonly<Record<string, T>>, name: string): T {
  const one = of[name];
  if (one === undefined) throw new Error(`no key for ${name}`);
  return one;
}

/** As JSON has it, without what passes. */
const lasting = (body: unknown): unknown => JSON.parse(JSON.stringify(body), (name, value: unknown) => (passing.has(name) ? undefined : value)) as unknown;
