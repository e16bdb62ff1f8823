export * from './queries.ts';
export type { SalesBucket } from './sales.ts';
export * from './tables.ts';
