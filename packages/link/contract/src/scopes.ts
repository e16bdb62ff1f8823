/** What a consumer platform's key may be made for. A key does what it was made for and no more; what comes anew is a scope of its own, which no older key has. */
export const platformScopes = ['catalogue:read', 'orders:read', 'orders:write', 'feeds:read'] as const;
export type PlatformScope = (typeof platformScopes)[number];

/** What each lets a key do. */
export const platformScopeMeanings: Readonly<Record<PlatformScope, string>> = {
  'catalogue:read': 'reads shops, what they sell and whether it can be ordered',
  'orders:read': 'reads the platform’s own orders',
  'orders:write': 'places orders, calls them off and takes lines back',
  'feeds:read': 'fetches feeds of products and stock',
};
