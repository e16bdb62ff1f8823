/** How much there may be of what. APIs, the engine and the pages read it here; texts are counted in characters (Unicode code points). */
export const limits = {
  idCharacters: 64,
  skuCharacters: 64,
  /** Names of an item, one a language. */
  names: 100,
  nameCharacters: 200,
  languageCharacters: 64,
  /** In minor units. */
  price: 1_000_000_000_000,
  images: 10,
  imageUrlCharacters: 2_048,
  /** Items that one call creates or changes. */
  linesACall: 10_000,
  /** Items that one call asks for by SKU. */
  skusACall: 1_000,
  /** Of what is searched for. */
  searchCharacters: 200,
  page: { usual: 100, most: 1_000 },
} as const;
