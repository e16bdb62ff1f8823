/** How much there may be of what. APIs, the engine and the pages read it here; texts are counted in characters (Unicode code points). */
export const limits = {
  idCharacters: 64,
  /** Names of a category, one a language. */
  names: 100,
  nameCharacters: 200,
  languageCharacters: 64,
  /** Of a tree; a root is the first. */
  levels: 20,
  /** A merchant's, in all: a tree is loaded and written whole. */
  categories: 10_000,
  /** Categories that are arranged at once under one parent. */
  arranged: 1_000,
  position: 2_147_483_647,
  linesACall: 10_000,
} as const;
