import { refusalsOf, type RefusalTable } from '@noren/kernel';
import { limits } from './limits.ts';

const { format: n } = new Intl.NumberFormat('en');

/** Every refusal of Category, by its code: how it is meant, its sentence, and what the caller can do about it. A detail of the case may follow the sentence. */
export const refusals = {
  category_not_found: { kind: 'not_found', message: 'The merchant has no such category', cure: 'Check the id against the merchant’s tree.' },
  parent_not_found: {
    kind: 'not_found',
    message: 'The merchant has no category to stand under by this id',
    cure: 'Create the parent first, or leave it empty for a root.',
  },
  category_exists: {
    kind: 'conflict',
    message: 'There is a category of this id with other data',
    cure: 'Use another id, or rename or move the category that is there.',
  },
  version_conflict: {
    kind: 'conflict',
    message: 'The category has changed since the version that the caller expected',
    cure: 'Read the tree again, and decide on what it says now.',
  },
  category_ambiguous: {
    kind: 'conflict',
    message: 'Several categories stand at this path',
    cure: 'Name the one that is meant by its id, as in `Garden > Pots \\#cat_1`, or rename one of them.',
  },
  category_cycle: {
    kind: 'conflict',
    message: 'The category would come to stand under itself, or under what is below it',
    cure: 'Move what is below it away first.',
  },
  category_siblings: {
    kind: 'conflict',
    message: 'Under the parent stand categories that the arrangement does not name',
    cure: 'Read the tree again, and arrange all that stand there.',
  },
  category_has_children: { kind: 'conflict', message: 'Categories stand under it', cure: 'Move or delete them first.' },
  category_has_items: { kind: 'conflict', message: 'Items stand under it', cure: 'File them elsewhere first.' },
  too_deep: { kind: 'conflict', message: `The tree would have more than ${limits.levels} levels`, cure: 'Choose a parent further up.' },
  too_many_categories: { kind: 'conflict', message: `The merchant has ${n(limits.categories)} categories already`, cure: 'Delete those that are not used.' },
  id: {
    kind: 'invalid',
    message: `An id has letters, digits, hyphens and underscores only, 1 to ${limits.idCharacters} of them`,
    cure: 'Give such an id, or leave it empty where the API may make one.',
  },
  sku: {
    kind: 'invalid',
    message: 'A SKU has visible characters only, as the item has it',
    cure: 'Remove control, zero-width and direction marks, or shorten it.',
  },
  update_mask: {
    kind: 'invalid',
    message: 'A field mask names fields that a caller may set, in the spelling of the proto',
    cure: 'Use the paths names or names.<language>.',
  },
  names: {
    kind: 'invalid',
    message: `A category has 1 to ${limits.names} names, one a language, each 1 to ${limits.nameCharacters} characters on one line`,
    cure: 'Correct the name that `field` names: without control characters and line breaks, and with something to see. Zero-width spaces and their like are taken out unasked.',
  },
  language: { kind: 'invalid', message: 'A language is a BCP 47 tag', cure: 'Give a tag such as en, ja or ko-KR.' },
  arrangement: {
    kind: 'invalid',
    message: `An arrangement names 1 to ${n(limits.arranged)} categories, each once`,
    cure: 'Name each category that shall stand there once.',
  },
  position: { kind: 'invalid', message: 'A position is a whole number, 0 or more', cure: 'Give such a number; siblings stand in ascending order.' },
} as const satisfies RefusalTable;

/** A refusal of Category by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
