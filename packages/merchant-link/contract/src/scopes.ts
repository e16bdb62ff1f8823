/** What the key of a merchant's own system may be made for. A key does what it was made for and no more; what comes anew is a scope of its own, which no older key has. */
export const systemScopes = ['items:read', 'items:write', 'stock:read', 'stock:write', 'orders:read', 'orders:write'] as const;
export type SystemScope = (typeof systemScopes)[number];

/** What each lets a key do. */
export const systemScopeMeanings: Readonly<Record<SystemScope, string>> = {
  'items:read': 'reads items',
  'items:write': 'creates and changes items and their categories',
  'stock:read': 'reads stock',
  'stock:write': 'sets and adjusts stock',
  'orders:read': 'reads the orders of the shops',
  'orders:write': 'accepts, rejects and moves orders on',
};
