/** Most SKUs are of such letters, to which only their case matters. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The form in which texts are compared: full-width letters, ligatures and case do not tell two of them apart (Unicode NFKC, then case folded). */
export const foldText = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase().trim() : text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();

/** Text that shows as one line: no control characters, no halves of characters, no line separators, at most `max` characters (code points). */
export const isOneLine = (text: string, max: number): boolean => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && [...text].length <= max;
