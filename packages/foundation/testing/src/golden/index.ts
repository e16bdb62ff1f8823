export * from './golden.ts';
export * from './samples.ts';
