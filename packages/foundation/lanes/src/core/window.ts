import { MAX_SPAN, encodeOffsetMap, type Run } from './offset-map.ts';

/** More than twice nothing: a ring of bits, of a length that a mask can take the rest of. */
const SLOTS = 32_768;

/**
 * What is known of a partition's offsets: all below `watermark` are finished, those from there to before `top` were read, each finished or not. Beyond the
 * top a map from an earlier time may know some that are finished.
 */
export class Window {
  readonly #bits = new Int32Array(SLOTS / 32);
  #base: number;
  #top: number;
  #known: number;
  #pending = 0;
  #changes = 0;

  constructor(base: number, finished: readonly Run[] = []) {
    this.#base = base;
    this.#top = base;
    this.#known = finished.at(-1)?.to ?? base;
    for (const { from, to } of finished) for (let offset = from; offset < to; offset += 1) this.#set(offset);
  }

  /** The smallest offset that is not finished. */
  get watermark(): number {
    return this.#base;
  }

  /** The offset behind the last one read. */
  get top(): number {
    return this.#top;
  }

  /** Read and not finished. */
  get pending(): number {
    return this.#pending;
  }

  get span(): number {
    return this.#top - this.#base;
  }

  /** Goes up with everything that a snapshot would show. */
  get changes(): number {
    return this.#changes;
  }

  /** Whether the offset can be taken without stretching the window beyond a span. */
  fits(offset: number, span: number): boolean {
    return this.#pending === 0 || offset - this.#base < Math.min(span, MAX_SPAN);
  }

  /** Notes that the offset was read; says whether it is to be done. Offsets that were left out (compacted away, say) count as finished. */
  take(offset: number): boolean {
    if (offset < this.#top) return false;
    if (this.#pending === 0) this.#jump(offset);
    else for (let gone = this.#top; gone < offset; gone += 1) this.#set(gone);
    this.#top = offset + 1;
    if (this.#has(offset)) {
      this.#advance();
      return false;
    }
    this.#pending += 1;
    return true;
  }

  /** To be called once for each offset that `take` said is to be done. */
  finish(offset: number): void {
    this.#set(offset);
    this.#pending -= 1;
    this.#changes += 1;
    if (offset === this.#base) this.#advance();
  }

  /** What to commit: the watermark, and what is finished beyond it. */
  snapshot(): Readonly<{ offset: number; metadata: string }> {
    return { offset: this.#base, metadata: encodeOffsetMap(this.#base, Math.max(this.#top, this.#known), (offset) => this.#has(offset)) };
  }

  /** Nothing is pending, so the window may begin anew, however far away. */
  #jump(offset: number): void {
    if (offset === this.#base) return;
    for (let gone = this.#base; gone < Math.min(offset, this.#known); gone += 1) this.#clear(gone);
    this.#base = offset;
    this.#changes += 1;
  }

  #advance(): void {
    while (this.#base < this.#top && this.#has(this.#base)) {
      this.#clear(this.#base);
      this.#base += 1;
    }
    this.#changes += 1;
  }

  // `&` takes the lowest 32 bits of any whole number, so offsets beyond 2^32 find their slot too.
  #has(offset: number): boolean {
    const slot = offset & (SLOTS - 1);
    return (((this.#bits[slot >> 5] ?? 0) >> (slot & 31)) & 1) === 1;
  }

  #set(offset: number): void {
    const slot = offset & (SLOTS - 1);
    this.#bits[slot >> 5] = (this.#bits[slot >> 5] ?? 0) | (1 << (slot & 31));
  }

  #clear(offset: number): void {
    const slot = offset & (SLOTS - 1);
    this.#bits[slot >> 5] = (this.#bits[slot >> 5] ?? 0) & ~(1 << (slot & 31));
  }
}
