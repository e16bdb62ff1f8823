export * from './batch.ts';
export * from './client.ts';
export * from './server.ts';
export * from './service.ts';
export * from './unary.ts';
export * from './module.ts';
