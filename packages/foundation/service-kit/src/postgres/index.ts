export * from './connected.ts';
export * from './durable.ts';
export * from './migrate.ts';
export * from './migrations-of.ts';
export { type NamedPool, watchPools } from './pool-metrics.ts';
export * from './pools.ts';
export * from './provision.ts';
export { derived } from './secret.ts';
