export * from './decaton/index.ts';
export * from './limits/index.ts';
export * from './rates/index.ts';
