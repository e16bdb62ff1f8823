import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost } from './connection.ts';
import { connections, type Send } from './connections.ts';
import type { Answer } from './answer-parser.ts';

/** Where an API is and the key that opens it. */
type Door = Readonly<{ url: string; apiKey: string }>;

/** A call: `key` is its Idempotency-Key, which writes need and every retry repeats. */
export type Call = Readonly<{ method: 'GET' | 'PUT' | 'POST'; path: string; body?: unknown; key?: string }>;

type Reply = Readonly<{ status: number; headers: Answer['headers']; body: unknown }>;

/** A JSON API over kept-alive connections. */
export type Api = Readonly<{
  /** One try, the answer's body as bytes. Throws `ConnectionLost`. */
  raw(call: Call): Promise<Answer>;
  /** One try. Throws `ConnectionLost`. */
  once(call: Call): Promise<Reply>;
  /** Asks until there is a final answer: see `settle`. */
  ask(call: Call): Promise<Reply>;
  close(): void;
}>;

/** The final answer was a refusal: the problem document is in `reply.body`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reply: Reply;

  constructor(call: Call, reply: Reply) {
    super(`${call.method} ${call.path} → ${reply.status} ${JSON.stringify(reply.body).slice(0, 400)}`);
    this.reply = reply;
  }
}

export function api(door: Door, { connections: limit = 64, patience = 60_000 }: Readonly<{ connections?: number; patience?: number }> = {}): Api {
  const url = new URL(door.url);
  if (url.protocol !== 'http:') throw new Error(`${door.url} is not a plain http address`);
  const wires = connections(url.hostname, Number(url.port === '' ? 80 : url.port), limit);
  const base = url.pathname === '/' ? '' : url.pathname.replace(/\/$/, '');
  const common = `host: ${url.host}\r\nauthorization: Bearer ${door.apiKey}\r\n`;
  const raw = (call: Call): Promise<Answer> => sendTo(wires.send, common, base, call);
  const once = async (call: Call): Promise<Reply> => reply(await raw(call));
  return { raw, once, ask: (call) => settle(once, call, patience), close: wires.close };
}

function sendTo(send: Send, common: string, base: string, { method, path, body, key }: Call): Promise<Answer> {
  const idempotency = key === undefined ? '' : `idempotency-key: ${key}\r\n`;
  const line = `${method} ${base}${path} HTTP/1.1\r\n${common}${idempotency}`;
  if (body === undefined) return send(`${line}${method === 'GET' ? '' : 'content-length: 0\r\n'}\r\n`);
  const text = JSON.stringify(body);
  return send(`${line}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

const reply = ({ status, headers, body }: Answer): Reply => ({ status, headers, body: body.length === 0 ? undefined : JSON.parse(body.toString()) });

const TRY_AGAIN = new Set([429, 500, 502, 503, 504]);

/**
 * A lost connection, 429 and 5xx are asked again under the same key, with growing pauses; a 202 is waited out, then asked again, as a repeat gets the
 * first answer. Throws `Refused` on a final 4xx, and the last failure once `patience` milliseconds have passed.
 */
async function settle(once: Api['once'], call: Call, patience: number): Promise<Reply> {
  const until = performance.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 2, 1_000)) {
    const tried = await attempt(once, call);
    const late = performance.now() > until;
    if (tried instanceof ConnectionLost) {
      if (late) throw tried;
    } else if (tried.status === 202 && !late) await operation(once, tried);
    else if (tried.status < 400 && tried.status !== 202) return tried;
    else if (late || !(TRY_AGAIN.has(tried.status) || tried.status === 202)) throw new Refused(call, tried);
    await sleep(tried instanceof ConnectionLost || tried.status !== 202 ? pause : 0);
  }
}

async function attempt(once: Api['once'], call: Call): Promise<Reply | ConnectionLost> {
  try {
    return await once(call);
  } catch (error) {
    if (error instanceof ConnectionLost) return error;
    throw error;
  }
}

/** Waits until the operation that a 202 named is done (it is asked at most 200 times; the caller asks its question again anyhow). */
async function operation(once: Api['once'], accepted: Reply): Promise<void> {
  const id = textAt(accepted.body, 'operationId');
  if (id === undefined) return void (await sleep(100));
  for (let tries = 0; tries < 200; tries += 1) {
    const state = await attempt(once, { method: 'GET', path: `/v1/operations/${encodeURIComponent(id)}` });
    if (!(state instanceof ConnectionLost) && (state.status !== 200 || textAt(state.body, 'status') !== 'pending')) return;
    await sleep(Math.min(20 * (tries + 1), 250));
  }
}

/** The text that an object holds under a name, or nothing. */
export function textAt(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}
