/** Every refusal of Category, by its code: how it is meant, what it means, and what the caller can do about it. */
export const refusals = {
  category_not_found: { kind: 'not_found', means: 'The merchant has no such category.', cure: 'Check the id against the merchant’s tree.' },
  parent_not_found: {
    kind: 'not_found',
    means: 'The merchant has no category to stand under by this id.',
    cure: 'Create the parent first, or leave it empty for a root.',
  },
  category_exists: {
    kind: 'conflict',
    means: 'There is a category of this id with other data.',
    cure: 'Use another id, or rename or move the category that is there.',
  },
  category_version: {
    kind: 'conflict',
    means: 'The category has changed since the version that the caller expected.',
    cure: 'Read the tree again, and decide on what it says now.',
  },
  category_cycle: {
    kind: 'conflict',
    means: 'The category would come to stand under itself, or under what is below it.',
    cure: 'Move what is below it away first.',
  },
  category_siblings: {
    kind: 'conflict',
    means: 'Under the parent stand categories that the arrangement does not name; the message says which.',
    cure: 'Read the tree again, and arrange all that stand there.',
  },
  category_has_children: { kind: 'conflict', means: 'Categories stand under it.', cure: 'Move or delete them first.' },
  category_has_items: { kind: 'conflict', means: 'Items stand under it.', cure: 'File them elsewhere first.' },
  too_deep: { kind: 'conflict', means: 'The tree would have more than 20 levels.', cure: 'Choose a parent further up.' },
  too_many_categories: { kind: 'conflict', means: 'The merchant has 10,000 categories already.', cure: 'Delete those that are not used.' },
  id: {
    kind: 'invalid',
    means: 'An id has letters, digits, hyphens and underscores only, 1 to 64 of them.',
    cure: 'Give such an id, or leave it empty where the API may make one.',
  },
  sku: {
    kind: 'invalid',
    means: 'A SKU is 1 to 64 visible characters, in its folded form too.',
    cure: 'Remove control, zero-width and direction marks, or shorten it.',
  },
  names: {
    kind: 'invalid',
    means: 'A category has 1 to 100 names, one a language, each 1 to 200 characters on one line.',
    cure: 'Correct the name that `field` names.',
  },
  language: { kind: 'invalid', means: 'A language is a BCP 47 tag.', cure: 'Give a tag such as en, ja or ko-KR.' },
  arrangement: { kind: 'invalid', means: 'An arrangement names 1 to 1,000 categories, each once.', cure: 'Name each category that shall stand there once.' },
  position: { kind: 'invalid', means: 'A position is a whole number, 0 or more.', cure: 'Give such a number; siblings stand in ascending order.' },
} as const satisfies Readonly<Record<string, Readonly<{ kind: 'invalid' | 'not_found' | 'conflict' | 'forbidden'; means: string; cure: string }>>>;
