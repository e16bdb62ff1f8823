/** What merchants' files say of their items: read from bytes, without asking anybody. */
export { categoriesOf, categoryIdOf, type Filed, fileByPath, type FilesItems, pathOf } from './category-paths.ts';
export { type Fault, type FaultCode } from './faults.ts';
export type { Imported, ImportedItem } from './item.ts';
export { readItems, type Reading } from './read-file.ts';
export { type Problem, UnreadableFile } from './table.ts';
