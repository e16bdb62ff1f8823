export * from './connected.ts';
export * from './durable.ts';
export * from './migrate.ts';
export * from './migrations-of.ts';
export * from './pools.ts';
export * from './provision.ts';
export { derived } from './secret.ts';
