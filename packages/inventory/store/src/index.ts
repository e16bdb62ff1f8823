export * from './queries.ts';
export type { LevelHistoryOf, LevelPoint } from './level-history.ts';
export * from './tables.ts';
