import { connect } from 'node:net';
import { parseAnswer, type Answer } from './answer-parser.ts';

/** The connection broke, or none could be made: whether the server took the request in is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** A request as it goes out (head and body), and who waits for its answer. */
export type Waiting = Readonly<{ request: string; resolve(answer: Answer): void; reject(error: Error): void }>;

/** `free` is called when an answer came and another request may be taken, `lost` once when the connection is over. */
type Watcher = Readonly<{ free(): void; lost(): void }>;

/** One kept-alive connection: `take` one request at a time. A request that was under way when it broke is rejected with `ConnectionLost`. */
export type Connection = Readonly<{ take(waiting: Waiting): void; close(): void }>;

export function openConnection(host: string, port: number, watcher: Watcher): Connection {
  const socket = connect(port, host).setNoDelay(true);
  let current: Waiting | undefined;
  let input: Buffer = Buffer.alloc(0);
  let over = false;

  const end = (why: string): void => {
    if (over) return;
    over = true;
    socket.destroy();
    current?.reject(new ConnectionLost(why));
    watcher.lost();
  };
  const answered = (answer: Answer): void => {
    const done = current;
    current = undefined;
    if (answer.headers['connection'] === 'close') end('closed by the server');
    else watcher.free();
    done?.resolve(answer);
  };
  const read = (bytes: Buffer): void => {
    input = input.length === 0 ? bytes : Buffer.concat([input, bytes]);
    const parsed = parseAnswer(input);
    if (parsed === undefined) return;
    input = input.subarray(parsed.bytes);
    answered(parsed.answer);
  };

  socket.on('data', (bytes) => {
    try {
      read(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    } catch (error) {
      end(String(error));
    }
  });
  socket.on('error', (error) => end(error.message));
  socket.on('close', () => end('the connection was closed'));
  return {
    take: (waiting) => {
      current = waiting;
      socket.write(waiting.request);
    },
    close: () => end('closed'),
  };
}
