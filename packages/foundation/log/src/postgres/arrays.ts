const TEXT = 25;
const INT4 = 23;
const BYTEA = 17;
const BOOL = 16;

/**
 * One-dimensional arrays in PostgreSQL's binary form: `pg` sends a Buffer as it is, so nothing is escaped by us or parsed by the server.
 * Half the bytes of the text form for `bytea`.
 */
export function textArray(values: readonly string[]): Buffer {
  const lengths = values.map((value) => Buffer.byteLength(value));
  return array(TEXT, lengths, (into, index, at) => into.write(values[index] ?? '', at));
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const lengths = values.map((value) => value.byteLength);
  return array(BYTEA, lengths, (into, index, at) => into.set(values[index] ?? [], at));
}

export function intArray(values: readonly number[]): Buffer {
  return array(
    INT4,
    values.map(() => 4),
    (into, index, at) => into.writeInt32BE(values[index] ?? 0, at),
  );
}

export function boolArray(values: readonly boolean[]): Buffer {
  return array(
    BOOL,
    values.map(() => 1),
    (into, index, at) => into.writeUInt8(values[index] === true ? 1 : 0, at),
  );
}

/** Header: dimensions, has nulls, element type, then the dimension's length and lower bound; each element has its length before it. */
function array(elementType: number, lengths: readonly number[], write: (into: Buffer, index: number, at: number) => void): Buffer {
  const dimensions = lengths.length === 0 ? 0 : 1;
  const header = 12 + 8 * dimensions;
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, header));
  buffer.writeInt32BE(dimensions, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(elementType, 8);
  if (dimensions === 1) {
    buffer.writeInt32BE(lengths.length, 12);
    buffer.writeInt32BE(1, 16);
  }
  let at = header;
  for (const [index, length] of lengths.entries()) {
    at = buffer.writeInt32BE(length, at);
    write(buffer, index, at);
    at += length;
  }
  return buffer;
}
