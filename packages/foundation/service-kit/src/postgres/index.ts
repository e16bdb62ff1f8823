export * from './durable.ts';
export * from './embedded.ts';
export * from './migrate.ts';
export * from './migrations-of.ts';
export { alive, FolderInUse, own } from './owner.ts';
export * from './pools.ts';
export { PortTaken } from './postmaster.ts';
export * from './provision.ts';
export { derived } from './secret.ts';
