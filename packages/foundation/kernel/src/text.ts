/** Most SKUs are of such letters, to which only their case matters. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The form in which texts are compared: full-width letters, ligatures and case do not tell two of them apart (Unicode NFKC, then case folded). */
export const foldText = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase().trim() : text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();

/*
 * What a line of text is, for every edge, engine and page (docs/adr/0061-one-line-of-text.md). `keptLine` is the form in which it is kept: edges bring what
 * comes in to it, so that what is stored is what is shown. `isOneLine` and `isSeen` judge.
 */

/**
 * What nobody sees and no script spells with: zero-width spaces, word joiners and byte order marks, soft hyphens, marks and overrides of direction, fillers,
 * tags. What is spelling is none of them: joiners and non-joiners, variation selectors, fillers of Hangul syllables.
 */
const DAMAGE = String.raw`(?![\u034f\u115f\u1160\u17b4\u17b5\u180e\u200c\u200d\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;
/** Tags have one use: after a black flag they spell which one it is (England's, Texas's). */
const FLAG = String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`;
const FLAG_OR_DAMAGE = new RegExp(`(${FLAG})|${DAMAGE}`, 'gu');
/** Control characters, separators of lines and paragraphs, halves of characters. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * A text in the form in which it is kept: without what is damage and without spaces around it, in Unicode's NFC. What breaks a line stays, for `isOneLine` to
 * refuse.
 */
export const keptLine = (text: string): string =>
  PLAIN.test(text) ? text.trim() : withoutSpacesAround(text.replaceAll(FLAG_OR_DAMAGE, '$1')).normalize('NFC');

const SPACE = /\p{Zs}/u;
const isSpace = (character: string | undefined): boolean => character !== undefined && SPACE.test(character);

/** A loop, because `\p{Zs}+$` takes the square of the time over a long run of spaces that ends in something else. */
function withoutSpacesAround(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isSpace(text[from])) from += 1;
  while (to > from && isSpace(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** Text that shows as one line: no control characters, no halves of characters, no line separators, at most `max` characters (code points of what is kept). */
export const isOneLine = (text: string, max: number): boolean => !BREAKS.test(text) && charactersOf(keptLine(text)) <= max;

/** Whether there is nothing to see in a text. */
export const isBlank = (text: string): boolean => keptLine(text).replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '') === '';

/** Whether all of a text can be seen, so that two that look alike are the same: what ids, SKUs and keys want. */
export const isSeen = (text: string): boolean => PLAIN.test(text) || !UNSEEN.test(text);

/** What documents say of a line; that halves of characters are refused as well no pattern can say that all languages take. */
export const LINE_PATTERN = '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$';
/** Those of `UNSEEN` up to U+FFFF, as a class that regular expressions of every language take, for documents: those that read halves of characters know no other ranges. */
export const UNSEEN_CLASS =
  '\\x00-\\x1f\\x7f-\\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb';

/** Why a text was refused, in a sentence for whoever wrote it. */
export const lineOf = (max: number): string => `must be at most ${max} characters on one line, without control characters`;
export const SEEN = 'must not contain control or invisible characters';

const charactersOf = (text: string): number => (PLAIN.test(text) ? text.length : [...text].length);
