/** What came from the broker is not what it says it is: cut off, or changed on its way. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

const INT32 = 2 ** 32;

/** Reads what Kafka's protocol writes, one after the other. Throws `Damaged` where the bytes end too soon. */
export class Bytes {
  readonly buffer: Buffer;
  at: number;

  constructor(buffer: Buffer, at = 0) {
    this.buffer = buffer;
    this.at = at;
  }

  get left(): number {
    return this.buffer.length - this.at;
  }

  int8(): number {
    return (this.#byte() << 24) >> 24;
  }

  int16(): number {
    return this.buffer.readInt16BE(this.#pass(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.#pass(4));
  }

  uint32(): number {
    return this.buffer.readUInt32BE(this.#pass(4));
  }

  /** Exact up to 2^53: offsets, times and producers stay below. */
  int64(): number {
    return this.int32() * INT32 + this.uint32();
  }

  /** A number of 32 bits in one to five bytes, zigzag: those near 0 are short, also negative ones. */
  varint(): number {
    let byte = this.#byte();
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      if (shift > 28) throw new Damaged('a number is longer than five bytes');
      byte = this.#byte();
      value |= (byte & 127) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** The same of 64 bits, exact up to 2^53. */
  varlong(): number {
    let byte = this.#byte();
    let value = byte & 127;
    for (let unit = 128; byte > 127; unit *= 128) {
      if (unit > 2 ** 63) throw new Damaged('a number is longer than ten bytes');
      byte = this.#byte();
      value += (byte & 127) * unit;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A text after its length in two bytes. */
  text(): string {
    const length = this.int16();
    const from = this.#pass(Math.max(0, length));
    return this.buffer.toString('utf8', from, this.at);
  }

  /** Goes over so many bytes. */
  skip(length: number): void {
    this.#pass(length);
  }

  /** Bytes after their length as a varint; `undefined` for none, which is another thing than empty ones. */
  varbytes(): Buffer | undefined {
    const length = this.varint();
    return length < 0 ? undefined : this.buffer.subarray(this.#pass(length), this.at);
  }

  vartext(): string | undefined {
    const length = this.varint();
    return length < 0 ? undefined : this.buffer.toString('utf8', this.#pass(length), this.at);
  }

  /** Reads a text and says whether it is this one, which is ASCII; makes no string of it. */
  isVartext(text: string): boolean {
    const length = this.varint();
    const from = this.#pass(Math.max(0, length));
    if (length !== text.length) return false;
    for (let index = 0; index < length; index += 1) if (this.buffer[from + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  skipVarbytes(): void {
    const length = this.varint();
    if (length > 0) this.#pass(length);
  }

  #byte(): number {
    const byte = this.buffer[this.at];
    if (byte === undefined) throw new Damaged('the bytes end too soon');
    this.at += 1;
    return byte;
  }

  #pass(length: number): number {
    const from = this.at;
    if (length < 0 || from + length > this.buffer.length) throw new Damaged('the bytes end too soon');
    this.at = from + length;
    return from;
  }
}
