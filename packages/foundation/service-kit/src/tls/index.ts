export * from './why-not.ts';
