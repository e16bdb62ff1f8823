export * from './queries.ts';
export type { Found, SearchOf } from './search.ts';
export * from './tables.ts';
