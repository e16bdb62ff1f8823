import { fault } from './faults.ts';
import type { ImportedItem } from './item.ts';

/**
 * Why a row is refused that does not say what a new item needs, in the words of files: the platform, which knows no empty cells, says what a price or a name has to
 * be. `code` is the platform's; nothing where it refuses the row for something else.
 */
export function whatIsMissing({ names = {}, price }: Pick<ImportedItem, 'names' | 'price'>, code: string | undefined): string | undefined {
  if (code === 'price' && price === undefined) return fault('price_missing').reason;
  const hasName = Object.values(names).some((name) => name !== null);
  return code === 'names' && !hasName ? fault('names_missing').reason : undefined;
}
