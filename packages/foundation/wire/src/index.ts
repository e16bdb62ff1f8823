export * from './generated/noren/wire/v1/wire.ts';
export * from './rpc-status.ts';
