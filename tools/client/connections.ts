import type { Answer } from './answer-parser.ts';
import { openConnection, type Connection, type Waiting } from './connection.ts';

/** Sends one request as it is (head and body) and gives the answer. Waits where all connections are in use. Throws `ConnectionLost`. */
export type Send = (request: string) => Promise<Answer>;

/**
 * Up to `limit` kept-alive connections to a plain HTTP server, one request at a time on each.
 * They are bare sockets because the sender of a load shares the machine with what it loads: a request costs 24 µs of CPU here,
 * 40 with undici, 70 to 100 with node:http and 235 with fetch (64 in flight, 3-line order, Node 26).
 */
export function connections(host: string, port: number, limit: number): Readonly<{ send: Send; close(): void }> {
  const open = new Set<Connection>();
  const free: Connection[] = [];
  const queue: Waiting[] = [];

  const serve = (connection: Connection): void => {
    const waiting = queue.shift();
    if (waiting === undefined) free.push(connection);
    else connection.take(waiting);
  };
  const openOne = (): Connection => {
    const lost = (): void => {
      open.delete(connection);
      const at = free.indexOf(connection);
      if (at >= 0) free.splice(at, 1);
      const waiting = queue.shift();
      if (waiting !== undefined) openOne().take(waiting);
    };
    const connection: Connection = openConnection(host, port, { free: () => serve(connection), lost });
    open.add(connection);
    return connection;
  };

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const waiting = { request, resolve, reject };
        const idle = free.pop() ?? (open.size < limit ? openOne() : undefined);
        if (idle === undefined) queue.push(waiting);
        else idle.take(waiting);
      }),
    close: () => {
      queue.length = 0;
      for (const connection of open) connection.close();
    },
  };
}
