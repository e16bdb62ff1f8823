export * from './broker.ts';
export { NoKafka } from './jars.ts';
export * from './topics.ts';
