/**
 * Answers requests after a while. A request is 8 bytes: a number, and after how many milliseconds it is to be answered; the answer is the number. Told `workers N` it
 * works on so many at once and lets others wait in line. Ends with its standard input.
 */
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

const REQUEST = 8;
const ANSWER = 4;
const MOST_CONNECTIONS = 64;
/** Whoever lets more wait is hung up on. */
const LONGEST_LINE = 200_000;

type Request = Readonly<{ socket: Socket; number: number; ms: number }>;
let workers = 0;
let busy = 0;
let line: Request[] = [];
let first = 0;
let watched = false;

function answer(socket: Socket, numbers: Buffer): void {
  if (!socket.destroyed) socket.write(numbers);
}

/** All of a reading that are to wait equally long are answered together. */
function answerLater(socket: Socket, requests: Buffer): void {
  for (let from = 0; from < requests.length;) {
    const ms = requests.readUInt32BE(from + ANSWER);
    let to = from;
    while (to < requests.length && requests.readUInt32BE(to + ANSWER) === ms) to += REQUEST;
    const numbers = Buffer.allocUnsafe(((to - from) / REQUEST) * ANSWER);
    for (let at = from, put = 0; at < to; at += REQUEST, put += ANSWER) requests.copy(numbers, put, at, at + ANSWER);
    setTimeout(answer, ms, socket, numbers);
    from = to;
  }
}

function standInLine(socket: Socket, requests: Buffer): void {
  for (let at = 0; at < requests.length; at += REQUEST) line.push({ socket, number: requests.readUInt32BE(at), ms: requests.readUInt32BE(at + ANSWER) });
  if (line.length - first > LONGEST_LINE) socket.destroy();
  work();
}

function work(): void {
  while (busy < workers && first < line.length) {
    const next = line[first];
    first += 1;
    if (next === undefined || next.socket.destroyed) continue;
    busy += 1;
    setTimeout(worked, next.ms, next);
  }
  if (first > 10_000 && first * 2 > line.length) [line, first] = [line.slice(first), 0];
}

function worked({ socket, number }: Request): void {
  busy -= 1;
  const one = Buffer.allocUnsafe(ANSWER);
  one.writeUInt32BE(number);
  answer(socket, one);
  work();
}

const server = createServer({ noDelay: true }, (socket) => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    if (watched) console.log('asked');
    watched = false;
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % REQUEST);
    rest = all.subarray(whole);
    const requests = all.subarray(0, whole);
    if (workers === 0) answerLater(socket, requests);
    else standInLine(socket, requests);
  });
});
server.maxConnections = MOST_CONNECTIONS;
server.listen(0, '127.0.0.1', () => {
  const at = server.address();
  console.log(`listening ${at !== null && typeof at === 'object' ? at.port : 0}`);
});

const orders = createInterface(process.stdin);
orders.on('line', (order) => {
  const [word, count] = order.split(' ');
  if (word === 'watch') watched = true;
  if (word !== 'workers') return;
  workers = Number(count);
  // What a killed runner left in line is nobody's any more.
  line = line.slice(first).filter(({ socket }) => !socket.destroyed);
  first = 0;
  work();
});
orders.on('close', () => process.exit(0));
