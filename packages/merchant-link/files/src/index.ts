/** What merchants' files say of their items: read from bytes, without asking anybody. */
export type { Imported, ImportedItem } from './item.ts';
export { readItems, type Reading } from './read-file.ts';
export { type Problem, UnreadableFile } from './table.ts';
