import { connect } from 'node:net';

const REQUEST = 8;
const ANSWER = 4;
const CONNECTIONS = 3;

/** Asks the echo server; resolves with its answer. Many share a connection, as with HTTP/2; what is asked in one go is sent in one go. EchoClient.java does the same. */
export function echoClient(port: number): (ms: number) => Promise<void> {
  const ask = Array.from({ length: CONNECTIONS }, () => connection(port));
  let next = 0;
  return (ms) => {
    next = (next + 1) % CONNECTIONS;
    return new Promise((resolve) => ask[next]?.(ms, resolve));
  };
}

function connection(port: number): (ms: number, answered: () => void) => void {
  const waiting: ((() => void) | undefined)[] = [];
  const free: number[] = [];
  let outgoing = Buffer.allocUnsafe(64 * 1_024);
  let filled = 0;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', (error) => {
    throw error;
  });
  const flush = (): void => {
    socket.write(Buffer.from(outgoing.subarray(0, filled)));
    filled = 0;
  };
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % ANSWER);
    rest = all.subarray(whole);
    for (let at = 0; at < whole; at += ANSWER) {
      const number = all.readUInt32BE(at);
      const answered = waiting[number];
      waiting[number] = undefined;
      free.push(number);
      answered?.();
    }
  });
  return (ms, answered) => {
    const number = free.pop() ?? waiting.length;
    waiting[number] = answered;
    // Runs after all promises that are settled now, so that what they ask goes out together.
    if (filled === 0) process.nextTick(flush);
    if (filled + REQUEST > outgoing.length) outgoing = Buffer.concat([outgoing, Buffer.allocUnsafe(outgoing.length)]);
    outgoing.writeUInt32BE(number, filled);
    outgoing.writeUInt32BE(ms, filled + ANSWER);
    filled += REQUEST;
  };
}
