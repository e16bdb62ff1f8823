import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { unreadable } from './unreadable.ts';

/** What somebody reads on a connection of whom the server thinks so. */
async function told(code: string): Promise<string> {
  const server = createServer((socket) => unreadable(Object.assign(new Error(code), { code }), socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const said = await text(connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1'));
  server.close();
  return said;
}

it.each([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout', 'request_timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large', 'headers_too_large'],
  ['HPE_INVALID_METHOD', '400 Bad Request', 'malformed_request'],
])('what never became a request for %s is told %s', async (error, status, code) => {
  const said = await told(error);
  expect(said).toMatch(`HTTP/1.1 ${status}\r\n`);
  expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n')))).toMatchObject({ code, status: Number(status.slice(0, 3)) });
});
