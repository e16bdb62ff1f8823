/** What a file may be at most: more is refused in a sentence, so that no file costs more than these allow. */
export const limits = {
  bytes: 16 * 1024 * 1024,
  rows: 50_000,
  columns: 500,
  /** Characters of a cell. Descriptions that we do not take are long; nothing that we take is. */
  cell: 100_000,
  /** Characters of everything that the rows say together. A product's pictures and category are said of each of its variants. */
  said: 32 * 1024 * 1024,
  /** Beyond so many, of each row only the first thing that is wrong with it is told. */
  problems: 50_000,
  /** Of the thread that reads: its heap, and how long it may take. */
  heapMiB: 224,
  ms: 45_000,
} as const;
