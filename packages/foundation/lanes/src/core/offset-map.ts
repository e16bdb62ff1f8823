import { crc32 } from 'node:zlib';

/**
 * Offsets that a map may span: as bits they are 3,000 bytes, 4,021 characters with all that is around them, and a broker takes 4,096. Whoever keeps
 * the offsets between the smallest unfinished one and the last one read within it can always tell what is finished.
 */
export const MAX_SPAN = 24_000;

/** Offsets from `from` to before `to`. */
export type Run = Readonly<{ from: number; to: number }>;
type Decoded = Readonly<{ finished: readonly Run[] }> | Readonly<{ ignored: 'foreign' | 'damaged' | 'of another offset' }>;

const MARK = 'N1.';
const BITS = 1;
const RUNS = 2;

/**
 * What is finished from `base` to before `end`, as text for a commit's metadata: bits or run lengths, whichever is shorter. Empty where nothing is.
 * The idea is Parallel Consumer's; theirs can grow too long for the broker and is then left out.
 */
export function encodeOffsetMap(base: number, end: number, finished: (offset: number) => boolean): string {
  let last = end - 1;
  while (last >= base && !finished(last)) last -= 1;
  if (last < base) return '';
  const runs = runLengths(base, last, finished);
  const size = runs.length < (last - base + 8) >> 3 ? RUNS : BITS;
  const body = size === RUNS ? runs : bits(base, last, finished);
  const head = [size];
  pushVarint(head, base);
  const bytes = Buffer.alloc(head.length + body.length + 4);
  bytes.set(head);
  bytes.set(body, head.length);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return MARK + bytes.toString('base64url');
}

/** A text that is not a map of this very offset is told apart and never trusted: without it records are only done again. */
export function decodeOffsetMap(text: string, base: number): Decoded {
  if (text === '') return { finished: [] };
  if (!text.startsWith(MARK)) return { ignored: 'foreign' };
  const bytes = Buffer.from(text.slice(MARK.length), 'base64url');
  if (bytes.length < 6 || bytes.readUInt32BE(bytes.length - 4) !== crc32(bytes.subarray(0, -4))) return { ignored: 'damaged' };
  const reader = { bytes: bytes.subarray(1, -4), at: 0 };
  if (readVarint(reader) !== base) return { ignored: 'of another offset' };
  const finished = bytes[0] === BITS ? runsOfBits(reader, base) : bytes[0] === RUNS ? runsOfLengths(reader, base) : undefined;
  if (finished === undefined || (finished.at(-1)?.to ?? base) - base > MAX_SPAN) return { ignored: 'damaged' };
  return { finished };
}

function bits(base: number, last: number, finished: (offset: number) => boolean): Uint8Array {
  const bytes = new Uint8Array((last - base + 8) >> 3);
  for (let index = 0; index <= last - base; index += 1) {
    if (finished(base + index)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

/** Lengths in turn: so many unfinished, so many finished, … */
function runLengths(base: number, last: number, finished: (offset: number) => boolean): number[] {
  const bytes: number[] = [];
  let length = 0;
  let of = false;
  for (let offset = base; offset <= last; offset += 1) {
    if (finished(offset) === of) length += 1;
    else {
      pushVarint(bytes, length);
      of = !of;
      length = 1;
    }
  }
  pushVarint(bytes, length);
  return bytes;
}

type Reader = { readonly bytes: Uint8Array; at: number };

function runsOfBits({ bytes, at }: Reader, base: number): Run[] {
  const runs: Run[] = [];
  const length = (bytes.length - at) * 8;
  const has = (index: number): boolean => index < length && (((bytes[at + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 1;
  for (let index = 0; index < length; index += 1) {
    if (!has(index)) continue;
    const from = index;
    while (has(index)) index += 1;
    runs.push({ from: base + from, to: base + index });
  }
  return runs;
}

function runsOfLengths(reader: Reader, base: number): Run[] {
  const runs: Run[] = [];
  let offset = base;
  while (reader.at < reader.bytes.length) {
    offset += readVarint(reader);
    const from = offset;
    if (reader.at < reader.bytes.length) offset += readVarint(reader);
    if (offset > from) runs.push({ from, to: offset });
  }
  return runs;
}

/** Seven bits a byte, the lowest first; offsets have up to 53. */
function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
}

function readVarint(reader: Reader): number {
  let value = 0;
  for (let unit = 1; ; unit *= 128) {
    const byte = reader.bytes[reader.at] ?? 0;
    reader.at += 1;
    value += (byte & 127) * unit;
    if (byte < 128) return value;
  }
}
