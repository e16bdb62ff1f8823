export * from './decaton/index.ts';
export * from './limits/index.ts';
export * from './observe/index.ts';
export * from './observer.ts';
export * from './property.ts';
export * from './rates/index.ts';
export * from './task.ts';
