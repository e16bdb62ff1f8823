/**
 * One-dimensional arrays in PostgreSQL's binary form: `pg` sends a Buffer as it is, so nothing is escaped by us or parsed by the server, which costs
 * both of them much more than the bytes do.
 */
export const textArray = (values: readonly (string | null)[]): Buffer => textsOf(25, values);

/** Each value is JSON already. Its binary form begins with the number of that form, of which there is one. */
export const jsonbArray = (values: readonly (string | null)[]): Buffer =>
  textsOf(
    3802,
    values.map((value) => value && `\u0001${value}`),
  );

const textsOf = (type: number, values: readonly (string | null)[]): Buffer =>
  array(
    type,
    values.map((value) => (value === null ? null : Buffer.byteLength(value))),
    (into, index, at) => into.write(values[index] ?? '', at),
  );

export const byteaArray = (values: readonly (Uint8Array | null)[]): Buffer =>
  array(
    17,
    values.map((value) => value && value.byteLength),
    (into, index, at) => into.set(values[index] ?? [], at),
  );

export const boolArray = (values: readonly (boolean | null)[]): Buffer => fixed(16, 1, values, (into, value, at) => into.writeUInt8(value ? 1 : 0, at));
export const intArray = (values: readonly (number | null)[]): Buffer => fixed(23, 4, values, (into, value, at) => into.writeInt32BE(value, at));
export const bigintArray = (values: readonly (number | null)[]): Buffer => fixed(20, 8, values, (into, value, at) => into.writeBigInt64BE(BigInt(value), at));

const EPOCH = Date.UTC(2000, 0);
/** Instants in ISO 8601; PostgreSQL counts microseconds since 2000. Throws where a text is none. */
export const instantArray = (values: readonly (string | null)[]): Buffer =>
  fixed(1184, 8, values, (into, value, at) => into.writeBigInt64BE(BigInt(Date.parse(value) - EPOCH) * 1_000n, at));

const fixed = <T>(type: number, size: number, values: readonly (T | null)[], write: (into: Buffer, value: T, at: number) => void): Buffer =>
  array(
    type,
    values.map((value) => (value === null ? null : size)),
    (into, index, at) => {
      const value = values[index];
      if (value !== null && value !== undefined) write(into, value, at);
    },
  );

/** Header: dimensions, has nulls, element type, then the dimension's length and lower bound; each element has its length before it, -1 where it is null. */
function array(elementType: number, lengths: readonly (number | null)[], write: (into: Buffer, index: number, at: number) => void): Buffer {
  const dimensions = lengths.length === 0 ? 0 : 1;
  const header = 12 + 8 * dimensions;
  const buffer = Buffer.allocUnsafe(lengths.reduce<number>((sum, length) => sum + 4 + (length ?? 0), header));
  buffer.writeInt32BE(dimensions, 0);
  buffer.writeInt32BE(lengths.includes(null) ? 1 : 0, 4);
  buffer.writeInt32BE(elementType, 8);
  if (dimensions === 1) {
    buffer.writeInt32BE(lengths.length, 12);
    buffer.writeInt32BE(1, 16);
  }
  let at = header;
  for (const [index, length] of lengths.entries()) {
    at = buffer.writeInt32BE(length ?? -1, at);
    if (length === null) continue;
    write(buffer, index, at);
    at += length;
  }
  return buffer;
}
