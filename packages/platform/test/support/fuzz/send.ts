import { connect } from 'node:net';
import type { HttpResponse } from '../declared.ts';
import type { Request } from './requests.ts';

/** What came back; `undefined` where the connection was closed without an answer. */
export type Sent = HttpResponse | undefined;

const LONGEST_MS = 60_000;

/**
 * Sends a request byte by byte as it stands, on a connection of its own: no client makes it right on the way. Rejects where no answer comes in a minute.
 */
export function send(url: string, { method, path, headers, body }: Request): Promise<Sent> {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? [] : [`content-length: ${body.length}`];
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${hostname}`, 'connection: close', ...headers.map(([name, value]) => `${name}: ${value}`), ...length];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const parts: Buffer[] = [];
    const late = setTimeout(() => socket.destroy(new Error(`no answer within ${LONGEST_MS} ms`)), LONGEST_MS);
    const ended = (): void => {
      clearTimeout(late);
      resolve(answerOf(Buffer.concat(parts)));
    };
    socket.on('data', (part: Buffer) => void parts.push(part));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      // Whoever sends too much is answered and cut off while they still send.
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') ended();
      else reject(error);
    });
    socket.on('close', ended);
    socket.write(head);
    if (body) socket.write(body);
  });
}

function answerOf(bytes: Buffer): Sent {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const header = (name: string): string =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const body = bytes.subarray(end + 4);
  return { status: Number(status), contentType: header('content-type'), text: (header('transfer-encoding') === 'chunked' ? whole(body) : body).toString() };
}

/** A body that came in chunks: each behind its length. */
function whole(chunked: Buffer): Buffer {
  const end = chunked.indexOf('\r\n');
  const length = Number.parseInt(chunked.subarray(0, Math.max(end, 0)).toString(), 16);
  if (!(length > 0)) return Buffer.alloc(0);
  return Buffer.concat([chunked.subarray(end + 2, end + 2 + length), whole(chunked.subarray(end + 4 + length))]);
}
