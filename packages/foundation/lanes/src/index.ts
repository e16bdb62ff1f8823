export * from './limits/index.ts';
export * from './observer.ts';
export * from './property.ts';
export * from './task.ts';
