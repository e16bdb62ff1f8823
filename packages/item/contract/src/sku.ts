import { foldText, isSeen, UNSEEN_CLASS } from '@noren/kernel/text';
import { limits } from './limits.ts';

/**
 * Whether a text can have become a SKU in some version: characters that can be seen, so that no two look alike and differ; as many as `limits` allow, in the
 * typed form and in the one that is compared. What is kept under such a SKU can be read and changed.
 */
export function isKeptSku(text: string): boolean {
  if (!isSeen(text) || [...text].length > limits.skuCharacters) return false;
  const folded = foldText(text);
  return folded !== '' && [...folded].length <= limits.skuCharacters;
}

/** Whether a text can be a SKU: one that an address can hold, so neither `.` nor `..`, which every client takes for a way and not for a name. */
export const isSku = (text: string): boolean => isKeptSku(text) && text !== '.' && text !== '..';

/** What documents say of it: only the length of the folded form no pattern can say. */
export const SKU_IN_DOCUMENTS = {
  minLength: 1,
  maxLength: limits.skuCharacters,
  pattern: `^[^${UNSEEN_CLASS}]*[^\\s${UNSEEN_CLASS}][^${UNSEEN_CLASS}]*$`,
} as const;

export const SKU_FORM = `must be 1 to ${limits.skuCharacters} visible characters, and neither "." nor ".."`;
