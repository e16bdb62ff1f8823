export * from './clock.ts';
export * from './database.ts';
export * from './eventually.ts';
export * from './given.ts';
export * from './host.ts';
export * from './kafka/test-broker.ts';
export * from './ports.ts';
export * from './rows-read.ts';
