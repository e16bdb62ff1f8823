import { foldText, Refusal } from '@noren/kernel';

const mostCharacters = 64;

/**
 * What nobody sees, so that two SKUs could look alike and differ: control characters, bidirectional marks, zero-width characters, fillers,
 * line separators, halves of characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** 1 to 64 characters that can be seen, in the typed form and in the one that is compared. */
export function isSku(sku: string): boolean {
  if (unseen.test(sku) || [...sku].length > mostCharacters) return false;
  const folded = foldText(sku);
  return folded !== '' && [...folded].length <= mostCharacters;
}

export function checkSku(sku: string, field: string): void {
  if (!isSku(sku)) throw new Refusal('invalid', 'sku', 'a SKU is 1 to 64 visible characters', field);
}
