export * from './compare.ts';
export * from './golden.ts';
export * from './samples.ts';
