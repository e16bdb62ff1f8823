/** Most SKUs are of such letters, to which only their case matters. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The form in which texts are compared: full-width letters, ligatures and case do not tell two of them apart (Unicode NFKC, then case folded). */
export const foldText = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase().trim() : text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();
