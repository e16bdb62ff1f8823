export * from './catalogue.ts';
export * from './grants.ts';
export * from './keys.ts';
export * from './platforms.ts';
export * from './shops.ts';
export * from './tables.ts';
