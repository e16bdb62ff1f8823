import { randomUUID } from 'node:crypto';
import { z } from 'zod';

type Answer = Readonly<{ status: number; body: unknown; headers: Headers }>;
type RequestOptions = Readonly<{ body?: unknown; key?: string; headers?: Readonly<Record<string, string>> }>;

const Begun = z.object({ csrf: z.string() });

/** What a browser keeps of a session: its cookie and the page's CSRF token. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  #csrf = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  get headers(): Readonly<Record<string, string>> {
    return {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: this.#origin,
      'sec-fetch-site': 'same-origin',
      'x-csrf-token': this.#csrf,
    };
  }

  /** `from`: the address at which a proxy has seen it. */
  async logIn(email: string, password: string, from?: string): Promise<Answer> {
    const headers = from === undefined ? {} : { 'x-forwarded-for': from };
    const answer = await this.ask('POST', '/api/session', { body: { email, password }, headers });
    if (answer.status === 200) this.#csrf = Begun.parse(answer.body).csrf;
    return answer;
  }

  /** Comes in by a link, of which this is what stands behind its #. */
  async join(token: string, password: string): Promise<Answer> {
    const answer = await this.ask('POST', '/api/invitation/accept', { body: { token, password } });
    if (answer.status === 200) this.#csrf = Begun.parse(answer.body).csrf;
    return answer;
  }

  /** Under a new idempotency key, unless one is given. A file goes as it stands, everything else as JSON. */
  async ask(method: string, path: string, { body, key = randomUUID(), headers = {} }: RequestOptions = {}): Promise<Answer> {
    const file = body instanceof Uint8Array;
    const type = body === undefined ? {} : { 'content-type': file ? 'application/octet-stream' : 'application/json' };
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { ...this.headers, ...type, 'idempotency-key': key, ...headers },
      ...(body === undefined ? {} : { body: file ? Buffer.from(body) : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : text,
    };
  }
}

export type ServerSentEvent = Readonly<{ event: string; id: string; data: unknown }>;

/** A live stream as a browser reads it, until it is closed. */
export async function listen(
  origin: string,
  browser: Browser,
  lastId?: string,
): Promise<Readonly<{ received: ServerSentEvent[]; closed: Promise<void>; close(): void }>> {
  const going = new AbortController();
  const headers = { ...browser.headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
  const response = await fetch(`${origin}/api/live`, { headers, signal: going.signal });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const received: ServerSentEvent[] = [];
  const read = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of stream) {
      const blocks = `${rest}${decoder.decode(bytes, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('data') !== '') received.push({ event: field('event'), id: field('id'), data: JSON.parse(field('data')) as unknown });
      }
    }
  };
  const closed = read(response.body).catch(() => undefined);
  return { received, closed, close: () => going.abort() };
}
