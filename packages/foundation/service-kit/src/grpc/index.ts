export * from './batch.ts';
export * from './client.ts';
export * from './server.ts';
export * from './transport.ts';
export * from './api-call.ts';
export * from './service.ts';
export * from './unary.ts';
export * from './module.ts';
