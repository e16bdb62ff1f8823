export * from './clock.ts';
export * from './effects.ts';
export * from './gather.ts';
export * from './ids.ts';
export * from './money.ts';
export * from './refusal.ts';
export * from './text.ts';
export * from './command-handler.ts';
