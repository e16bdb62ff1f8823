import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { EDGE_CODES } from './codes.ts';

/** What never became a request, by Node's word for it; everything else is malformed. */
const CODES: Readonly<Record<string, 'headers_too_large' | 'request_timeout'>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** Whoever sends no readable head has named no host: ours, as the connection knows it. */
const hostOf = ({ localAddress = '127.0.0.1', localPort }: Socket): string => `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;

/** Bytes that are no HTTP request, or that do not come whole in time, never reach a route; the connection is of no further use. */
export function unreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = CODES[error.code ?? ''] ?? 'malformed_request';
  const { status, title, cure } = EDGE_CODES[code];
  const problem = JSON.stringify({
    type: `http://${hostOf(socket)}/problems/${code}`,
    title,
    status,
    detail: cure,
    instance: '',
    code,
    requestId: '',
    errors: [],
  });
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(problem),
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', problem].join('\r\n'));
}
