export * from './limits/index.ts';
