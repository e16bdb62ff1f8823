import type { Category } from '@noren/bff-contract';

/** What has to be asked before the tree changes. */
export type CategoryAsk = Readonly<{ what: 'new'; parentId: string | undefined } | { what: 'rename' | 'delete'; category: Category }>;
