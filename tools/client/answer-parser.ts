/** What a server answered. Header names are in lower case; of a repeated header the last one counts. */
export type Answer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: Buffer }>;

/** `bytes`: how much of the input the answer took. `undefined`: it is not all there yet. */
type Parsed = Readonly<{ answer: Answer; bytes: number }>;

const HEAD_END = '\r\n\r\n';

/**
 * Reads one HTTP/1.1 answer from the start of `input`, with its body told by length or in chunks (interim 1xx answers are passed over).
 * Throws on anything else: a body that ends with the connection is none of ours.
 */
export function parseAnswer(input: Buffer): Parsed | undefined {
  const headEnd = input.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const [first = '', ...lines] = input.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new Error(`not an HTTP answer: ${first.slice(0, 60)}`);
  const start = headEnd + HEAD_END.length;
  if (status < 200) return later(parseAnswer(input.subarray(start)), start);
  const headers = headersOf(lines);
  if (status === 204 || status === 304) return { answer: { status, headers, body: Buffer.alloc(0) }, bytes: start };
  const body = headers['transfer-encoding'] === 'chunked' ? chunked(input, start) : plain(input, start, Number(headers['content-length'] ?? Number.NaN));
  return body === undefined ? undefined : { answer: { status, headers, body: body.bytes }, bytes: body.end };
}

type Body = Readonly<{ bytes: Buffer; end: number }>;

const later = (parsed: Parsed | undefined, by: number): Parsed | undefined => parsed && { answer: parsed.answer, bytes: parsed.bytes + by };

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function plain(input: Buffer, start: number, length: number): Body | undefined {
  if (!Number.isSafeInteger(length) || length < 0) throw new Error('an answer told no length');
  const end = start + length;
  return input.length < end ? undefined : { bytes: input.subarray(start, end), end };
}

function chunked(input: Buffer, start: number): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = input.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(input.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('a chunk told no length');
    const from = lineEnd + 2;
    if (input.length < from + size + 2) return undefined;
    if (size === 0) return { bytes: Buffer.concat(chunks), end: from + 2 };
    chunks.push(input.subarray(from, from + size));
    at = from + size + 2;
  }
}
