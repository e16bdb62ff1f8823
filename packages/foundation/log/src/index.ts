export * from './log.ts';
export { ensureTopics } from './postgres/ensure-topics.ts';
export { postgresOutbox } from './postgres/outbox.ts';
