export * from './broker.ts';
export { kafkaJars, NoKafka } from './jars.ts';
export * from './topics.ts';
