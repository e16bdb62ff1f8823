import { foldText } from '@noren/kernel';
import { limits } from './limits.ts';

/**
 * What nobody sees, so that two SKUs could look alike and differ: control characters, bidirectional marks, zero-width characters, fillers,
 * line separators, halves of characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Whether a text can be a SKU: characters that can be seen, as many as `limits` allow, in the typed form and in the one that is compared. */
export function isSku(text: string): boolean {
  if (unseen.test(text) || [...text].length > limits.skuCharacters) return false;
  const folded = foldText(text);
  return folded !== '' && [...folded].length <= limits.skuCharacters;
}

export const SKU_FORM = `must be 1 to ${limits.skuCharacters} visible characters`;
