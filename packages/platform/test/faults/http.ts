/** Where an API is and the key that opens it. */
export type Door = Readonly<{ url: string; apiKey: string }>;
/** `key`: its Idempotency-Key. */
export type Call = Readonly<{
  method: 'GET' | 'PUT' | 'POST' | 'PATCH';
  path: string;
  key?: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;
export type Answer = Readonly<{ status: number; header(name: string): string | null; body: unknown }>;

/** One try. `undefined`: no answer came (refused, cut off, or later than `withinMs`), so what became of the call is not known. */
export async function ask(door: Door, { method, path, key, body, headers = {} }: Call, withinMs = 15_000): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${door.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${door.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(withinMs),
    });
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name), body: text === '' ? undefined : parsed(text) };
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an answer holds under a name, or under names one within the other. */
export function at(value: unknown, ...names: readonly (string | number)[]): unknown {
  return names.reduce<unknown>((found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined), value);
}
export const textAt = (value: unknown, ...names: readonly (string | number)[]): string => {
  const found = at(value, ...names);
  return typeof found === 'string' ? found : '';
};
