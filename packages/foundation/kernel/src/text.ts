/** The form in which texts are compared: full-width letters, ligatures and case do not tell two of them apart (Unicode NFKC, then case folded). */
export const foldText = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();
