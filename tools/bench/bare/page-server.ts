// Answers every request with the bytes that its parent sends it first: what serving a page costs at least.
import { createServer } from 'node:http';

process.once('message', (message) => {
  if (!(message instanceof Uint8Array)) throw new Error('bytes were expected');
  const body = Buffer.from(message);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length, etag: '"1"', 'cache-control': 'private, no-cache' }).end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
  });
});
process.once('disconnect', () => process.exit());
