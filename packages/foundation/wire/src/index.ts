export * from './generated/noren/wire/v1/wire.ts';
export * from './rpc-status.ts';

/** The folder of this package's proto files, as other files import them. */
export const protoRoot = new URL('../proto/', import.meta.url);
