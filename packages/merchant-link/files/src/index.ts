/** What merchants' files say of their items: read from bytes, without asking anybody. */
export { type NamedCategory, pathOf, pathsOf, placesIn, unfitPath } from './category-paths.ts';
export { columnOfField } from './field-columns.ts';
export type { ImportedItem } from './item.ts';
export { headerOfFile, readItems } from './read-file.ts';
export { readItemsInThread, refusedRowsInThread } from './read-in-thread.ts';
export { type Problem, readTable } from './table.ts';
export { TEMPLATE } from './template.ts';
export { UnreadableFile } from './unreadable.ts';
