export * from './catalogue.ts';
export * from './keys.ts';
export * from './shops.ts';
export * from './tables.ts';
