/** How much there may be of what. */
export const limits = {
  codeCharacters: 63,
  page: { usual: 100, most: 1_000 },
  /** Rows of a file of shops: they are made one after the other while somebody waits. */
  shopRows: 500,
  fileBytes: 1024 * 1024,
} as const;
