import { randomUUID } from 'node:crypto';
import { declared, Document } from './declared.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Answer = Readonly<{ status: number; headers: Headers; text: string; body: Json }>;
type Headings = Readonly<Record<string, string>>;

/** An HTTP edge as a program of somebody else's uses it. */
export type Edge = Readonly<{
  get(path: string, headers?: Headings): Promise<Answer>;
  /** With an Idempotency-Key of its own unless one is given. */
  post(path: string, body: unknown, headers?: Headings): Promise<Answer>;
  put(path: string, body: unknown, headers?: Headings): Promise<Answer>;
  /** A merge patch, unless another content type is given. */
  patch(path: string, body: unknown, headers?: Headings): Promise<Answer>;
}>;

/** Every answer is held against the edge's own OpenAPI document: one that it does not declare is thrown. */
export async function edgeAt(url: string, apiKey: string): Promise<Edge> {
  const check = declared(Document.parse(await (await fetch(`${url}/openapi.json`)).json()));
  const ask = async (method: string, path: string, headers: Headings, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const wrong = check(method, path, { status: response.status, contentType: response.headers.get('content-type') ?? '', text });
    if (wrong !== '') throw new Error(`${wrong}\n${text}`);
    return { status: response.status, headers: response.headers, text, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const write =
    (method: string, type = 'application/json') =>
    (path: string, body: unknown, headers: Headings = {}): Promise<Answer> =>
      ask(method, path, { 'content-type': type, 'idempotency-key': randomUUID(), ...headers }, body);
  return {
    get: (path, headers = {}) => ask('GET', path, headers),
    ...{ post: write('POST'), put: write('PUT'), patch: write('PATCH', 'application/merge-patch+json') },
  };
}

/** A text that an answer must have. */
export function textIn({ body, status, text }: Answer, name: string): string {
  const found = body[name];
  if (typeof found !== 'string') throw new Error(`the answer ${status} has no ${name}: ${text}`);
  return found;
}
