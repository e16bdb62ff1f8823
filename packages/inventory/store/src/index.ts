export * from './queries.ts';
export * from './tables.ts';
