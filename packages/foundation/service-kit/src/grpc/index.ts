export * from './batch.ts';
export * from './client.ts';
export * from './server.ts';
export * from './api-call.ts';
export * from './service.ts';
export * from './unary.ts';
export * from './module.ts';
export { AUTHORIZATION, textOf } from './metadata.ts';
export type { Authenticating } from './server-call.ts';
