const M = 0x5bd1e995;

/** Murmur2 as Kafka's default partitioner has it, as a signed 32-bit number. */
export function murmur2(bytes: Uint8Array): number {
  let hash = 0x9747b28c ^ bytes.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(view.getInt32(at, true), M);
    word ^= word >>> 24;
    hash = Math.imul(hash, M) ^ Math.imul(word, M);
  }
  const rest = bytes.length - whole;
  if (rest > 0) {
    for (let at = rest - 1; at >= 0; at -= 1) hash ^= view.getUint8(whole + at) << (8 * at);
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

const utf8 = new TextEncoder();

/** The partition that Kafka's default partitioner would choose, so that a key lands alike on every adapter. */
export const partitionOfKey = (key: string, partitions: number): number => (murmur2(utf8.encode(key)) & 0x7fffffff) % partitions;
